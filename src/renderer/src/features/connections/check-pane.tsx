import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { CheckPreview, CompactCheck } from '../access-check/index.ts'
import styles from './check-pane.module.css'
import type { DraftCheck } from './use-draft-check.ts'

/** Beside the form: the access check of what is typed, live. */
export function CheckPane({ check }: { readonly check: DraftCheck }) {
  const { report, running, error, cancel } = check
  const pane = useRef<HTMLElement>(null)
  // In a narrow window the pane is below the form.
  useEffect(() => {
    if (running) pane.current?.scrollIntoView({ block: 'nearest' })
  }, [running])
  return (
    <aside ref={pane} aria-label="Access check" className={styles.pane}>
      {error !== null && <ErrorState error={error} />}
      {report !== null && <CompactCheck report={report} />}
      {report === null && error === null && <CheckPreview />}
      {running && (
        <div className={styles.cancel}>
          <Button onClick={cancel}>Cancel</Button>
        </div>
      )}
    </aside>
  )
}
