import { Button, Group, Modal } from '@mantine/core'
import { useWorkspace } from '../../app/workspace.ts'

export interface UnsavedQuestionProps {
  readonly tabId: string
  /** Name of the connection, as far as there is one. */
  readonly name: string
  readonly onSave: () => void
}

/** Asked when a tab with unsaved changes is to be closed. */
export function UnsavedQuestion({ tabId, name, onSave }: UnsavedQuestionProps) {
  const asked = useWorkspace(state => state.asksToClose === tabId)
  const { discard, keepOpen } = useWorkspace.getState()
  return (
    <Modal
      opened={asked}
      onClose={keepOpen}
      title="Save the changes?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p>
        {name === '' ? 'The new connection' : name} has changes that are not saved. Closing the tab loses
        them.
      </p>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button onClick={() => discard(tabId)}>Close without saving</Button>
        <Button
          variant="filled"
          data-autofocus
          onClick={() => {
            keepOpen()
            onSave()
          }}
        >
          Save
        </Button>
      </Group>
    </Modal>
  )
}
