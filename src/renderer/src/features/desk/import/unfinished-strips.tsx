import { Button } from '@mantine/core'
import { useState } from 'react'
import type { UnfinishedImport } from '../../../../../shared/desk.ts'
import { invoke } from '../../../app/client.ts'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import { atDesk, loadUnfinished, resumeImport, useDesk } from '../desk-state.ts'
import ghost from '../ghost-button.module.css'
import { UndoQuestion } from './undo-question.tsx'
import styles from './unfinished-strips.module.css'
import { limitsText, unfinishedText } from './unfinished-words.ts'

/** Imports that were cut short: what was begun, and what can be done about it. One line for each. */
export function UnfinishedStrips() {
  const imports = useDesk(state => state.unfinished)
  return imports.map(unfinished => <UnfinishedStrip key={unfinished.importId} unfinished={unfinished} />)
}

function UnfinishedStrip({ unfinished }: { readonly unfinished: UnfinishedImport }) {
  const [reading, setReading] = useState(false)
  const [asking, setAsking] = useState(false)
  const { importId, unreadable, created } = unfinished
  const quiet = { size: 'compact-xs', variant: 'subtle', className: ghost.ghost ?? '' } as const
  return (
    <section aria-label="Import that ended early" className={styles.strip}>
      <VerdictShape tone="unknown" />
      <p className={styles.words}>
        <b>{unfinishedText(unfinished)}</b> {limitsText(unfinished)}
      </p>
      {unreadable.length === 0 && (
        <Button
          size="compact-xs"
          disabled={reading}
          onClick={() => {
            setReading(true)
            atDesk(resumeImport(importId).finally(() => setReading(false)))
          }}
        >
          {reading ? 'Reading' : 'Go on'}
        </Button>
      )}
      {created > 0 && (
        <Button {...quiet} onClick={() => setAsking(true)}>
          Undo
        </Button>
      )}
      <Button
        {...quiet}
        onClick={() => atDesk(invoke('desk.dismissImport', { importId }).finally(loadUnfinished))}
      >
        Dismiss
      </Button>
      {asking && <UndoQuestion unfinished={unfinished} onClose={() => setAsking(false)} />}
    </section>
  )
}
