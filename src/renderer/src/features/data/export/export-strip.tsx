import { Button } from '@mantine/core'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import css from '../load/load-strip.module.css'
import type { DatasetExport } from './use-dataset-export.ts'

/** An export under way, in one line. */
export function ExportStrip({ running }: { readonly running: DatasetExport }) {
  const { progress } = running
  if (progress === null) return null
  const share = progress.total === 0 ? 1 : progress.rows / progress.total
  return (
    <section className={css.strip} aria-label="Export">
      <VerdictShape tone="checking" size={12} />
      <span className={css.count} role="status">
        {progress.rows.toLocaleString('en-GB')} of {progress.total.toLocaleString('en-GB')} documents written
      </span>
      <span
        className={css.track}
        role="progressbar"
        aria-label="Documents written"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className={css.pace} />
      <Button variant="subtle" size="compact-xs" onClick={running.cancel}>
        Cancel
      </Button>
    </section>
  )
}
