import { SkeletonBar, usePatience } from '../../../../ui/skeleton-rows.tsx'
import css from './grid-table.module.css'

const columns = [0, 1, 2, 3, 4, 5]
const rows = Array.from({ length: 40 }, (_, row) => row)

/** Head and rows of a table whose columns are not known yet; the bars come after 150 ms. */
export function TableSkeleton() {
  const late = usePatience(true)
  return (
    <div role="status" aria-label="Loading documents" className={css.viewport} style={{ overflow: 'hidden' }}>
      <div className={css.head}>
        {columns.map(column => (
          <span key={column} className={css.ghostHead}>
            {late && <SkeletonBar index={column} />}
          </span>
        ))}
      </div>
      {rows.map(row => (
        <div key={row} className={css.ghostRow}>
          {columns.map(column => (
            <span key={column} className={css.ghost}>
              {late && <SkeletonBar index={row + column} />}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}
