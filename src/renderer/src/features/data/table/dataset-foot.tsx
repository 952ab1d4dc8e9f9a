import { zoneName } from '../../../ui/time/date-text.ts'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import { rowsText } from '../../explorer/documents/foot-text.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import css from '../../explorer/documents/table-foot.module.css'
import type { ShownDataset } from '../load/use-shown-dataset.ts'

interface DatasetFootProps {
  readonly shown: ShownDataset
  readonly range: RowRange
  readonly format: CellFormat
}

/** Which rows of the dataset are on screen, and how many meet the conditions. */
export function DatasetFoot({ shown, range, format }: DatasetFootProps) {
  const { dataset, list, selected } = shown
  const all = dataset.documents.toLocaleString('en-GB')
  const count = list.length.rows.toLocaleString('en-GB')
  return (
    <footer className={css.foot}>
      {list.length.exact && (
        <>
          <span className={css.rows}>{rowsText(range, list.length)}</span>
          <span>{selected.filters.length === 0 ? `${all} in all` : `${count} of ${all} match`}</span>
        </>
      )}
      <span className={css.wide} title="Zone in which dates are shown. Change it in Settings.">
        Dates in {zoneName(format.timeZone)}
      </span>
      <span className={css.space} />
      {list.error !== null && (
        <span className={css.problem} role="alert" title={list.error.hint}>
          <VerdictShape tone="broken" size={10} />
          {list.error.message}
        </span>
      )}
    </footer>
  )
}
