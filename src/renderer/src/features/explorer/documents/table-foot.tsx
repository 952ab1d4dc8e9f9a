import { Button } from '@mantine/core'
import { zoneName } from '../../../ui/time/date-text.ts'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import type { RowRange } from './block-window.ts'
import { countOf } from './change-marks.ts'
import { answerText, changesText, countText, rowsText } from './foot-text.ts'
import type { CellFormat } from './table/cell-text.ts'
import css from './table-foot.module.css'
import type { DocumentList } from './use-document-list.ts'

interface TableFootProps {
  readonly list: DocumentList
  readonly range: RowRange
  readonly filtered: boolean
  readonly format: CellFormat
}

/** What the rows are a part of, how long they took, and what changed. Arrives later than the rows. */
export function TableFoot({ list, range, filtered, format }: TableFootProps) {
  const { latest, refreshed, error, count } = list
  return (
    <footer className={css.foot}>
      {list.first?.shape === 'list' && (
        <>
          <span className={css.rows}>{rowsText(range, list.length)}</span>
          <span>{countText(count.value, count.failed, filtered)}</span>
        </>
      )}
      {latest !== undefined && <span className={css.wide}>{answerText(latest.meta)}</span>}
      <span className={css.wide} title="Zone in which dates are shown. Change it in Settings.">
        Dates in {zoneName(format.timeZone)}
      </span>
      <span className={css.space} />
      {error !== null && list.first !== undefined && (
        <span className={css.problem} role="alert" title={error.hint}>
          <VerdictShape tone="broken" size={10} />
          {error.message}
          <Button variant="subtle" size="compact-xs" onClick={() => void list.refresh()}>
            Try again
          </Button>
        </span>
      )}
      {error === null && refreshed !== null && (
        <span className={css.changes} role="status">
          {countOf(refreshed.changes) > 0 && <span className={css.swatch} />}
          {changesText(refreshed.changes)}
        </span>
      )}
    </footer>
  )
}
