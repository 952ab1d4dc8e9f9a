import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { ErrorState, InlineError } from '../../ui/error-state/error-state.tsx'
import styles from './form-notes.module.css'
import { filledText } from './paste-words.ts'
import type { Paste } from './use-paste.ts'
import type { Saving } from './use-saving.ts'

export interface FormNotesProps {
  readonly saving: Saving
  readonly paste: Paste
  readonly onSessionOnly: () => void
  readonly onTryAgain: () => void
}

/** What there is to say over the form: what was pasted, or why it could not be saved. */
export function FormNotes({ saving, paste, onSessionOnly, onTryAgain }: FormNotesProps) {
  return (
    <>
      {saving.error !== null && (
        <SaveError saving={saving} onSessionOnly={onSessionOnly} onTryAgain={onTryAgain} />
      )}
      {paste.error !== null && <InlineError error={paste.error} />}
      {paste.pasted !== null && (
        <div role="status" className={styles.pasted}>
          <div>
            <p className={styles.filled}>{filledText(paste.pasted)}</p>
            {paste.pasted.notes.map(note => (
              <p key={note}>{note}</p>
            ))}
          </div>
          <ActionIcon size="sm" aria-label="Dismiss" onClick={paste.dismiss}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </>
  )
}

function SaveError({ saving, onSessionOnly, onTryAgain }: Omit<FormNotesProps, 'paste'>) {
  const { error, busy } = saving
  if (error === null) return null
  const aboutKeychain = error.code === 'keychain_locked' || error.code === 'keychain_unavailable'
  if (!aboutKeychain && !error.retryable) return <InlineError error={error} />
  return (
    <div className={styles.failed}>
      <ErrorState
        error={error}
        meaning={
          aboutKeychain
            ? 'Nothing was saved. What you typed is still here.'
            : 'The connection was not saved. What you typed is still here.'
        }
      >
        {aboutKeychain && (
          <Button disabled={busy} onClick={onSessionOnly}>
            Keep for this session only
          </Button>
        )}
        <Button disabled={busy} onClick={onTryAgain}>
          Try again
        </Button>
      </ErrorState>
    </div>
  )
}
