import { Button, Group, Modal } from '@mantine/core'
import { secretLabels, secretsText } from './secret-words.ts'
import type { Saving } from './use-saving.ts'

/** Asked when the new value of a stored secret did not pass its test. */
export function ReplacementQuestion({ saving }: { readonly saving: Saving }) {
  const { question, keepOld, saveAnyway, dismiss } = saving
  return (
    <Modal
      opened={question !== null}
      onClose={dismiss}
      title={question?.kind === 'refused' ? 'The new value was refused' : 'The new value was not tested'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {question !== null && (
        <p>
          {question.kind === 'refused'
            ? `The check of ${secretsText(question.names)} ended with: ${question.headline}.`
            : `The check ended before ${secretsText(question.names)} could be tested: ${question.headline}.`}{' '}
          The old {question.names.map(name => secretLabels[name]).join(' and ')} is still stored.
        </p>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button onClick={() => void saveAnyway()}>Save anyway</Button>
        <Button variant="filled" data-autofocus onClick={() => void keepOld()}>
          Keep the old one
        </Button>
      </Group>
    </Modal>
  )
}
