import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { DatasetBucket, DatasetFilter, DatasetGroups } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { aggregateWords } from '../charts/chart-spec.ts'
import { measureText, percentText } from '../schema/field-words.ts'
import {
  type GroupChoice,
  type GroupColumn,
  type GroupOrder,
  groupText,
  inOrder,
  orderAfter,
} from './group-rows.ts'
import css from './group-view.module.css'

/** Rows drawn at once, and how many come with each further step: laying out thousands takes too long. */
const step = 200

const mostFirst: GroupOrder = { column: 'count', descending: true }
/** Stretches of numbers and units of time follow each other. */
const alongTheScale: GroupOrder = { column: 'value', descending: false }

interface GroupTableProps {
  readonly groups: DatasetGroups
  /** Documents that were grouped. */
  readonly documents: number
  readonly choice: GroupChoice
  readonly bucket: DatasetBucket | undefined
  /** The answer to another question is on its way. */
  readonly isOld: boolean
  readonly format: CellFormat
  /** The condition that the documents of a group meet; null where none can say it. */
  filterOf(cell: Cell | null): DatasetFilter | null
  onPick(filter: DatasetFilter): void
}

/** A row for each group: its value, how many documents, their share, and what was measured. */
export function GroupTable(props: GroupTableProps) {
  const { groups, documents, choice, bucket, isOld, format, filterOf, onPick } = props
  const [order, setOrder] = useState(bucket === undefined ? mostFirst : alongTheScale)
  const [drawn, setDrawn] = useState(step)
  const rows = useMemo(() => inOrder(groups.groups, order), [groups, order])
  const largest = groups.groups.reduce((most, { count }) => Math.max(most, count), 0)
  const heads: readonly { readonly column: GroupColumn; readonly title: string }[] = [
    { column: 'value', title: bucket?.kind === 'time' ? `${choice.x} (${bucket.unit}, UTC)` : choice.x },
    { column: 'count', title: 'Documents' },
    ...(choice.y === null
      ? []
      : [{ column: 'measure', title: `${aggregateWords[choice.aggregate]} ${choice.y}` } as const]),
  ]
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} aria-label="Documents by group" aria-busy={isOld} tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              {heads.map(({ column, title }) => (
                <th key={column} scope="col" aria-sort={sortOf(order, column)}>
                  <button type="button" onClick={() => setOrder(orderAfter(order, column))}>
                    {title}
                    {order.column === column &&
                      (order.descending ? (
                        <IconArrowDown size={12} aria-hidden />
                      ) : (
                        <IconArrowUp size={12} aria-hidden />
                      ))}
                  </button>
                </th>
              ))}
              <th scope="col" className={css.share}>
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, drawn).map(({ cell, count, value }) => {
              const text = groupText(cell, bucket, format)
              const filter = filterOf(cell)
              return (
                <tr key={`${cell?.type} ${cell?.value}`}>
                  <th scope="row" data-nothing={cell === null || cell.value === null || cell.value === ''}>
                    {filter === null ? (
                      text
                    ) : (
                      <button
                        type="button"
                        title={`Show the documents of ${text}`}
                        onClick={() => onPick(filter)}
                      >
                        {text}
                      </button>
                    )}
                  </th>
                  <td data-mono>{count.toLocaleString('en-GB')}</td>
                  {choice.y !== null && <td data-mono>{value == null ? '' : measureText(value)}</td>}
                  <td className={css.share}>
                    <span className={css.track}>
                      <span style={{ width: `${(count / largest) * 100}%` }} />
                    </span>
                    <span className={css.percent}>{percentText(count, documents)}</span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {rows.length > drawn && (
          <Button variant="subtle" className={css.further ?? ''} onClick={() => setDrawn(drawn + step)}>
            Show {Math.min(step, rows.length - drawn)} more
          </Button>
        )}
      </section>
      <footer className={css.foot}>
        <span role="status">{countText(groups)}</span>
      </footer>
    </>
  )
}

function sortOf(order: GroupOrder, column: GroupColumn) {
  if (order.column !== column) return 'none'
  return order.descending ? 'descending' : 'ascending'
}

function countText({ groups, total }: DatasetGroups): string {
  const all = total.toLocaleString('en-GB')
  if (groups.length < total) return `The ${groups.length.toLocaleString('en-GB')} largest of ${all} groups`
  return total === 1 ? '1 group' : `${all} groups`
}
