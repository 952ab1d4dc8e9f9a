import { Button, VisuallyHidden } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { DeskRun } from '../../../../shared/desk.ts'
import { toneWords } from '../../../../shared/verdict-words.ts'
import { invoke } from '../../app/client.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { atDesk } from './desk-state.ts'
import ghost from './ghost-button.module.css'
import styles from './run-strip.module.css'
import { leftText, runWords } from './run-words.ts'

const tones = ['works', 'expiring', 'broken'] as const
const icon = { size: 14, 'aria-hidden': true } as const

/** A run under way, or one that can go on: how far it is, how fast, and what can be done with it. */
export function RunStrip({ run }: { readonly run: DeskRun | null }) {
  if (run === null || run.state === 'finished' || run.state === 'cancelled') return null
  const { state, done, total, problem } = run
  const act = (call: 'desk.pause' | 'desk.resume' | 'desk.cancel') => () => atDesk(invoke(call, {}))
  return (
    <>
      <section aria-label="Run" className={styles.strip}>
        <VerdictShape tone={state === 'running' ? 'checking' : 'unknown'} />
        <b className={styles.words}>{runWords(run)}</b>
        <div
          role="progressbar"
          aria-label="Checked"
          aria-valuemin={0}
          aria-valuenow={done}
          aria-valuemax={total}
          className={styles.track}
        >
          <i style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }} />
        </div>
        {done > 0 && (
          <ul aria-label="Found so far" className={styles.found}>
            {tones.map(tone => (
              <li key={tone} title={toneWords[tone]}>
                <VerdictShape tone={tone} />
                <VisuallyHidden>{toneWords[tone]}</VisuallyHidden> {run.byTone[tone]}
              </li>
            ))}
          </ul>
        )}
        <span className={styles.rate}>{leftText(run)}</span>
        {state === 'running' ? (
          <Button size="compact-xs" leftSection={<IconPlayerPause {...icon} />} onClick={act('desk.pause')}>
            Pause
          </Button>
        ) : (
          <Button size="compact-xs" leftSection={<IconPlayerPlay {...icon} />} onClick={act('desk.resume')}>
            Resume
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" className={ghost.ghost ?? ''} onClick={act('desk.cancel')}>
          Cancel
        </Button>
      </section>
      {problem !== null && (
        <div className={styles.problem}>
          <InlineError error={problem} />
        </div>
      )}
    </>
  )
}
