import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ErrorData } from '../../../../../shared/errors.ts'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { errorData } from '../../../app/notice.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { FormDialog } from '../form-dialog.tsx'
import css from '../saved/saved.module.css'
import { readCurl } from './take-curl.ts'

/** Characters that are taken, as the contract has it. */
const maxCommand = 1_000_000

interface CurlDialogProps {
  readonly connectionId: string
  onTaken(request: BuiltRequest): void
  onClose(): void
}

/** Asks for a curl command; one that cannot be read stays to be corrected. */
export function CurlDialog({ connectionId, onTaken, onClose }: CurlDialogProps) {
  const [command, setCommand] = useState('')
  const [error, setError] = useState<ErrorData | null>(null)
  const take = async (): Promise<void> => {
    try {
      onTaken(await readCurl(connectionId, command))
    } catch (failure) {
      setError(errorData(failure))
    }
  }
  return (
    <FormDialog
      title="Import curl"
      action="Import"
      canSubmit={command.trim() !== ''}
      width={560}
      onSubmit={() => void take()}
      onClose={onClose}
    >
      <Textarea
        label="curl command"
        classNames={{ input: css.command ?? '' }}
        data-autofocus
        spellCheck={false}
        rows={8}
        maxLength={maxCommand}
        value={command}
        onChange={event => {
          setCommand(event.currentTarget.value)
          setError(null)
        }}
      />
      {error !== null && <InlineError error={error} />}
      <p className={css.note}>
        It takes the place of the request in this tab, which can be undone. Credentials in it are left out:
        those of the connection are used.
      </p>
    </FormDialog>
  )
}
