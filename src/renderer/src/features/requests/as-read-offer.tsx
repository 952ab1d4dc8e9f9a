import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DocumentDetail } from '../../../../shared/documents.ts'
import { ExplorerError } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { timeText } from '../../ui/time/date-text.ts'
import { type WrittenDocument, withHash } from './as-read.ts'
import css from './body-panel.module.css'
import type { SeenHash } from './seen-hash.ts'

interface AsReadOfferProps {
  readonly connectionId: string
  readonly document: WrittenDocument
  /** The state that somebody saw; null where that is not known. */
  readonly seen: SeenHash | null
  readonly text: string
  onChange(text: string): void
}

/**
 * Offers the `_hash` of the state that somebody saw, and the document as it is now, or its `_hash` alone: the API
 * takes a change only from who has the state that stands there (fact sheet, section 4, system flags). The one of now
 * would let a change that nobody saw be overwritten, so what it is gets said.
 */
export function AsReadOffer({ connectionId, document, seen, text, onChange }: AsReadOfferProps) {
  const { timeZone } = useSettings()
  const [readNow, setReadNow] = useState<string | null>(null)
  const attempt = async (part: () => Promise<string> | string): Promise<boolean> => {
    try {
      onChange(await part())
      return true
    } catch (error) {
      useNotice.getState().show(error)
      return false
    }
  }
  const take = async (part: (read: DocumentDetail) => string): Promise<void> => {
    const taken = await attempt(async () => part(await invoke('api.document', { connectionId, ...document })))
    if (taken) setReadNow(new Date().toISOString())
  }
  const takeSeen = async ({ hash }: SeenHash): Promise<void> => {
    if (await attempt(() => placed(text, hash))) setReadNow(null)
  }
  return (
    <div className={css.asRead}>
      <span>Sends back the _hash that was read:</span>
      {seen !== null && (
        <Button onClick={() => void takeSeen(seen)}>
          Put in the _hash read at {timeText(seen.readAt, timeZone)}
        </Button>
      )}
      <Button onClick={() => void take(read => placed(text, hashOf(read)))}>Put in the _hash of now</Button>
      <Button onClick={() => void take(wholeDocument)}>Put in the document</Button>
      {readNow !== null && (
        <span role="status">
          The _hash is that of {timeText(readNow, timeZone)}. Changes that others made before then are
          replaced without a conflict: look at the document as it is now.
        </span>
      )}
    </div>
  )
}

function placed(text: string, hash: string): string {
  const changed = withHash(text, hash)
  if (changed !== null) return changed
  throw new ExplorerError('invalid_input', 'The body is no JSON object, so it has no place for the _hash.')
}

function hashOf({ fields }: DocumentDetail): string {
  const hash = fields.find(({ key }) => key === '_hash')?.cell.value
  if (typeof hash === 'string') return hash
  throw new ExplorerError('not_found', 'This document has no _hash.', { hint: 'Send the body as it is.' })
}

function wholeDocument({ json }: DocumentDetail): string {
  if (json.text.length === json.length) return json.text
  throw new ExplorerError('invalid_input', 'This document is too long to be edited here.', {
    hint: 'Save it to a file and send that as body.',
  })
}
