import { Button, Modal } from '@mantine/core'
import type { Connection } from '../../../../shared/connection.ts'
import type { RequestEffect } from '../../../../shared/request-effect.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { collectionOf, useKnownDocuments } from './known-documents.ts'
import css from './request-view.module.css'
import { addressesIn, bodyStart, documentIdOf } from './write-words.ts'

/** Addresses that are named; the others are counted. */
const mostAddresses = 20

interface ConfirmWriteProps {
  readonly connection: Connection
  readonly request: BuiltRequest
  readonly url: string
  readonly warning: string
  readonly asks: RequestEffect['asks']
  /** Real e-mail goes out. */
  readonly invites: boolean
  onYes(): void
  onNo(): void
}

/** Asks before a request that changes something; shows what it will do: where it goes, and what with. */
export function ConfirmWrite(props: ConfirmWriteProps) {
  const { connection, request, url, warning, asks, invites, onYes, onNo } = props
  const documents = useKnownDocuments(collectionOf(connection.id, request))
  const documentId = documentIdOf(request)
  const name = documents.find(({ id }) => id === documentId)?.name ?? ''
  const body = bodyStart(request.body)
  const addresses = invites ? addressesIn(request.body) : []
  return (
    <Modal
      opened
      onClose={onNo}
      title={connection.readOnly ? 'This connection is read-only' : `Send this ${request.method}?`}
      size={560}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={css.confirm}>
        <p>{warning}</p>
        <p>
          <code>
            {request.method} {url}
          </code>
        </p>
        {name !== '' && <p>The document is {name}.</p>}
        {addresses.length > 0 && <p>{addressesText(addresses)}</p>}
        {body !== null && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={css.confirmBody} tabIndex={0} aria-label="Body that is sent">
            {body.text}
            {body.isCut && '\n… and more'}
          </section>
        )}
        {asks === 'once' && <p>This is not asked again until the request changes.</p>}
        <div className={css.buttons}>
          <Button data-autofocus onClick={onNo}>
            Do not send
          </Button>
          <Button variant="filled" onClick={onYes}>
            {connection.readOnly ? 'Send this once' : 'Send'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function addressesText(addresses: readonly string[]): string {
  const named = addresses.slice(0, mostAddresses).join(', ')
  const more = addresses.length - mostAddresses
  const count = addresses.length === 1 ? '1 address' : `${addresses.length} addresses`
  return `It goes to ${count}: ${named}${more > 0 ? ` and ${more} more` : ''}.`
}
