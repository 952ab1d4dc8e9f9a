import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import type { UnfinishedImport } from '../../../../../shared/desk.ts'
import { ExplorerError } from '../../../../../shared/errors.ts'
import { invoke } from '../../../app/client.ts'
import { atDesk, loadUnfinished } from '../desk-state.ts'
import { tell } from '../tell.ts'
import { connectionsText, undoText } from './unfinished-words.ts'

interface UndoQuestionProps {
  readonly unfinished: UnfinishedImport
  readonly onClose: () => void
}

/** Asked before what an import has created is deleted. */
export function UndoQuestion({ unfinished, onClose }: UndoQuestionProps) {
  const [deleting, setDeleting] = useState(false)
  const { importId, created } = unfinished
  const undo = async (): Promise<void> => {
    setDeleting(true)
    try {
      const { removed, problem } = await invoke('desk.undoImport', { importId })
      tell(`${connectionsText(removed)} ${removed === 1 ? 'was' : 'were'} deleted.`)
      if (problem !== null) throw ExplorerError.from(problem)
    } finally {
      onClose()
      await loadUnfinished()
    }
  }
  return (
    <Modal opened onClose={onClose} title="Undo the import?">
      <p>{undoText(unfinished)}</p>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button variant="filled" disabled={deleting} onClick={() => atDesk(undo())}>
          {deleting ? 'Deleting' : `Delete ${connectionsText(created)}`}
        </Button>
      </Group>
    </Modal>
  )
}
