import { Button, Modal } from '@mantine/core'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import css from './request-view.module.css'

interface ConfirmWriteProps {
  readonly request: BuiltRequest
  readonly url: string
  readonly warning: string
  readonly readOnly: boolean
  onYes(): void
  onNo(): void
}

/** Asks before a request that changes something; says what it will do. */
export function ConfirmWrite({ request, url, warning, readOnly, onYes, onNo }: ConfirmWriteProps) {
  return (
    <Modal
      opened
      onClose={onNo}
      title={readOnly ? 'This connection is read-only' : `Send this ${request.method}?`}
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
        <div className={css.buttons}>
          <Button data-autofocus onClick={onNo}>
            Do not send
          </Button>
          <Button variant="filled" onClick={onYes}>
            {readOnly ? 'Send this once' : 'Send'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
