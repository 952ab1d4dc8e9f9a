import type { DatasetGroups } from '../../../../shared/datasets.ts'
import type { Cell, Column, DocumentRow } from '../../../../shared/documents.ts'

/** What a chart of an answer shows, by places of columns. */
export interface ResultChartSpec {
  readonly kind: 'bars' | 'line' | 'area'
  readonly x: number
  readonly y: number
  /** A third column whose values become colours. */
  readonly split: number | null
}

export function isNumeric(column: Column | undefined): boolean {
  return column !== undefined && Object.hasOwn(column.types, 'number')
}

/** Dates and names go along the x axis, the last numbers up; null where there is nothing to draw. */
export function chartFor(columns: readonly Column[]): ResultChartSpec | null {
  const places = columns.map((_, at) => at)
  const numbers = places.filter(at => isNumeric(columns[at]))
  const y = numbers.at(-1)
  if (y === undefined) return null
  const others = places.filter(at => at !== y)
  const dates = others.filter(at => Object.hasOwn(columns[at]?.types ?? {}, 'date'))
  const names = others.filter(at => !isNumeric(columns[at]) && !dates.includes(at))
  const x = dates[0] ?? names[0] ?? others[0]
  if (x === undefined) return null
  const split = names.find(at => at !== x) ?? null
  return { kind: dates[0] === undefined ? 'bars' : 'line', x, y, split: columns.length === 3 ? split : null }
}

/** Each row as one group, so that the chart of datasets draws it. Rows without a number are left out. */
export function groupsOf(rows: readonly DocumentRow[], { x, y, split }: ResultChartSpec): DatasetGroups {
  const groups = rows.flatMap(({ cells }) => {
    const value = numberOf(cells[y])
    if (value === null) return []
    const cell = cells[x] ?? null
    return [
      split === null ? { cell, count: 1, value } : { cell, count: 1, value, split: cells[split] ?? null },
    ]
  })
  return { groups, total: groups.length }
}

/** Whether the values along the x axis have an order of their own. */
export function isScale({ groups }: DatasetGroups): boolean {
  return (
    groups.every(({ cell }) => cell?.type === 'number') || groups.every(({ cell }) => cell?.type === 'date')
  )
}

function numberOf(cell: Cell | null | undefined): number | null {
  if (cell?.type !== 'number') return null
  const value = Number(cell.value)
  return Number.isFinite(value) ? value : null
}
