import { Button } from '@mantine/core'
import type { DocumentDetail } from '../../../../shared/documents.ts'
import { ExplorerError } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { type WrittenDocument, withHash } from './as-read.ts'
import css from './body-panel.module.css'

interface AsReadOfferProps {
  readonly connectionId: string
  readonly document: WrittenDocument
  readonly text: string
  onChange(text: string): void
}

/**
 * Offers the document as it is now, or its `_hash` alone: the API takes a change only from who has the state that
 * stands there (fact sheet, section 4, system flags).
 */
export function AsReadOffer({ connectionId, document, text, onChange }: AsReadOfferProps) {
  const take = async (part: (read: DocumentDetail) => string): Promise<void> => {
    try {
      onChange(part(await invoke('api.document', { connectionId, ...document })))
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <div className={css.asRead}>
      <span>Sends back the _hash that was read:</span>
      <Button onClick={() => void take(read => bodyWithHash(text, read))}>Put in its _hash</Button>
      <Button onClick={() => void take(wholeDocument)}>Put in the document</Button>
    </div>
  )
}

function bodyWithHash(text: string, { fields }: DocumentDetail): string {
  const hash = fields.find(({ key }) => key === '_hash')?.cell.value
  const changed = typeof hash === 'string' ? withHash(text, hash) : null
  if (changed !== null) return changed
  throw typeof hash === 'string'
    ? new ExplorerError('invalid_input', 'The body is no JSON object, so it has no place for the _hash.')
    : new ExplorerError('not_found', 'This document has no _hash.', { hint: 'Send the body as it is.' })
}

function wholeDocument({ json }: DocumentDetail): string {
  if (json.text.length === json.length) return json.text
  throw new ExplorerError('invalid_input', 'This document is too long to be edited here.', {
    hint: 'Save it to a file and send that as body.',
  })
}
