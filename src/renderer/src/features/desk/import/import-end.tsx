import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportPreview, ImportProgress } from '../../../../../shared/desk.ts'
import { invoke } from '../../../app/client.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import { atDesk } from '../desk-state.ts'
import ghost from '../ghost-button.module.css'
import strip from '../run-strip.module.css'
import styles from './import-view.module.css'

interface ImportEndProps {
  readonly preview: ImportPreview
  readonly progress: ImportProgress
  readonly saved: number
  /** Rows that could still be saved. */
  readonly left: number
}

/** How far saving is, and at its end the offer to delete what it came from. */
export function ImportEnd({ preview, progress, saved, left }: ImportEndProps) {
  const { state, done, total, problem } = progress
  const words = { running: 'Saving', stopped: 'Stopped at', finished: 'Saved' }[state]
  return (
    <>
      <section aria-label="Import" className={strip.strip}>
        <VerdictShape tone={state === 'running' ? 'checking' : state === 'finished' ? 'works' : 'unknown'} />
        <b className={strip.words} role="status">
          {words} {done} of {total}
        </b>
        <div
          role="progressbar"
          aria-label="Saved"
          aria-valuemin={0}
          aria-valuenow={done}
          aria-valuemax={total}
          className={strip.track}
        >
          <i style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }} />
        </div>
        {state === 'stopped' && left > 0 && (
          <span className={strip.rate}>What was saved is complete. Import again for the rest.</span>
        )}
      </section>
      {problem !== null && (
        <div className={strip.problem}>
          <InlineError error={problem} />
        </div>
      )}
      {state !== 'running' && saved > 0 && <SourceOffer preview={preview} />}
    </>
  )
}

/** The secrets are in the keychain now, and still in the file. */
function SourceOffer({ preview: { importId, files } }: { readonly preview: ImportPreview }) {
  const [state, setState] = useState<'offered' | 'deleted' | 'kept'>('offered')
  if (state === 'kept') return null
  const what = files.length === 1 ? 'The file' : `The ${files.length} files`
  const names = files.map(({ name }) => name).join(', ')
  if (state === 'deleted') {
    return (
      <p role="status" className={styles.offer}>
        {what} {files.length === 1 ? 'was' : 'were'} deleted.
      </p>
    )
  }
  return (
    <section aria-label="Source" className={styles.offer}>
      <p>
        {what} <b>{names}</b> still {files.length === 1 ? 'holds' : 'hold'} the secrets as plain text, for
        everybody who can read {files.length === 1 ? 'it' : 'them'}. Deleting cannot be undone.
      </p>
      <Button
        onClick={() => atDesk(invoke('desk.deleteSource', { importId }).then(() => setState('deleted')))}
      >
        {files.length === 1 ? 'Delete the file' : 'Delete the files'}
      </Button>
      <Button variant="subtle" className={ghost.ghost ?? ''} onClick={() => setState('kept')}>
        Keep
      </Button>
    </section>
  )
}
