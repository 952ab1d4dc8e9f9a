import { Button, Modal } from '@mantine/core'
import type { PostmanImport } from '../../../../../shared/postman.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import { useWorkspace } from '../../../app/workspace.ts'
import css from '../saved/saved.module.css'

interface ImportOutcomeProps {
  readonly outcome: PostmanImport
  onClose(): void
}

/** What came in, what did not, and the question what happens to the credentials. */
export function ImportOutcome({ outcome, onClose }: ImportOutcomeProps) {
  const { importId, collections, variables, credentials, notes } = outcome
  const add = (): void => {
    onClose()
    useWorkspace.getState().open({ kind: 'editor', connectionId: null, fromClipboard: false, importId })
  }
  const decline = (): void => {
    onClose()
    if (credentials) invoke('postman.forget', { importId }).catch(useNotice.getState().show)
  }
  return (
    <Modal
      opened
      onClose={decline}
      title="Imported from Postman"
      size={520}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={css.form}>
        <ul className={css.facts}>
          {collections.map(({ name, folder, requests }) => (
            <li key={folder}>
              {requests === 1 ? '1 request' : `${requests} requests`} of {name} in the folder {folder}.
            </li>
          ))}
          {variables.length > 0 && <li>Variables for this connection: {variables.join(', ')}.</li>}
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        {credentials && (
          <p>
            <b>There are credentials in it.</b> They are not kept unless you add them as a connection: its
            secrets then go into the keychain. Otherwise they are forgotten.
          </p>
        )}
        <div className={css.buttons}>
          <Button onClick={decline}>{credentials ? 'Do not add' : 'Close'}</Button>
          {credentials && (
            <Button variant="filled" onClick={add}>
              Add as a connection
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}
