import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportProgress, ImportSource } from '../../../../../shared/desk.ts'
import { invoke } from '../../../app/client.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import { atDesk } from '../desk-state.ts'
import ghost from '../ghost-button.module.css'
import strip from '../run-strip.module.css'
import styles from './import-view.module.css'
import { notTakenWords } from './import-words.ts'

interface ImportEndProps {
  readonly progress: ImportProgress
  /** Rows that could still be saved. */
  readonly left: number
}

/** How far saving is, and at its end the offer to delete what it came from. */
export function ImportEnd({ progress, left }: ImportEndProps) {
  const { importId, state, done, total, problem, source } = progress
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
      {source !== null && <SourceOffer importId={importId} source={source} />}
    </>
  )
}

interface SourceOfferProps {
  readonly importId: string
  readonly source: ImportSource
}

/** The secrets are in the keychain now, and still in the file. */
function SourceOffer({ importId, source: { files, notTaken } }: SourceOfferProps) {
  const [isKept, setKept] = useState(false)
  const [deleted, setDeleted] = useState<readonly string[] | null>(null)
  if (isKept) return null
  if (deleted !== null) {
    return (
      <p role="status" className={styles.offer}>
        {deleted.length === 1 ? 'The file was' : `The ${deleted.length} files were`} deleted.
      </p>
    )
  }
  const one = files.length === 1
  return (
    <section aria-label="Source" className={styles.offer}>
      <p>
        {one ? 'The file' : `The ${files.length} files`} <b>{files.join(', ')}</b> still{' '}
        {one ? 'holds' : 'hold'} the secrets as plain text, for everybody who can read {one ? 'it' : 'them'}.
        Deleting cannot be undone.
        {notTaken > 0 && <b> {notTakenWords(notTaken, one)}</b>}
      </p>
      <Button
        onClick={() =>
          atDesk(invoke('desk.deleteSource', { importId }).then(answer => setDeleted(answer.files)))
        }
      >
        {one ? 'Delete the file' : 'Delete the files'}
      </Button>
      <Button variant="subtle" className={ghost.ghost ?? ''} onClick={() => setKept(true)}>
        Keep
      </Button>
    </section>
  )
}
