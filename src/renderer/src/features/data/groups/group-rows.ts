import type { DatasetBucket, DatasetGroup, DatasetGroups } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import type { ChartSpec } from '../charts/chart-spec.ts'
import { isKind, isMoment } from '../charts/suggestions.ts'
import type { FieldFacts } from '../schema/field-facts.ts'

/** What documents are grouped by, and what is measured of each group beside its count; by paths of fields. */
export type GroupChoice = Pick<ChartSpec, 'x' | 'y' | 'aggregate'>

/** Null in it: by the field that tells most. */
export interface Grouping {
  readonly choice: GroupChoice | null
}

/** What a table of groups can be sorted by. */
export type GroupColumn = 'value' | 'count' | 'measure'

export interface GroupOrder {
  readonly column: GroupColumn
  readonly descending: boolean
}

/** Fields that can be grouped by: the value of one document says nothing of another where it is an object or a list. */
export function groupFields(all: readonly FieldFacts[]): readonly FieldFacts[] {
  return all.filter(({ kind, type }) => kind !== 'masked' && type !== 'object' && type !== 'array')
}

/** The field that tells most at once: kinds, then time, then whatever there is; null where there is nothing. */
export function firstChoice(all: readonly FieldFacts[]): GroupChoice | null {
  const fields = groupFields(all)
  const first = fields.find(isKind) ?? fields.find(isMoment) ?? fields[0]
  return first === undefined ? null : { x: first.field.path, y: null, aggregate: 'sum' }
}

/** Groups in an order; those without a value, or without anything to measure, come last either way. */
export function inOrder(
  groups: DatasetGroups['groups'],
  { column, descending }: GroupOrder,
): readonly DatasetGroup[] {
  const keyOf = { value: valueKey, count: ({ count }: DatasetGroup) => count, measure: measureKey }[column]
  return groups.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    const difference =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), undefined, { numeric: true })
    return descending ? -difference : difference
  })
}

/** The order after a click on a column: numbers begin with the largest. */
export function orderAfter(order: GroupOrder, column: GroupColumn): GroupOrder {
  return column === order.column
    ? { column, descending: !order.descending }
    : { column, descending: column !== 'value' }
}

/** How the value of a group reads. */
export function groupText(cell: Cell | null, bucket: DatasetBucket | undefined, format: CellFormat): string {
  if (cell === null) return 'missing'
  if (cell.type === 'null' || cell.value === null) return 'null'
  if (cell.value === '') return 'empty text'
  if (bucket?.kind === 'width') {
    const from = Number(cell.value)
    const end: Cell = { ...cell, value: from + bucket.width }
    return `${cellString(cell, format)} to ${cellString(end, format)}`
  }
  // Units of time are those of UTC, whatever zone is shown.
  if (bucket?.kind === 'time') return momentText(String(cell.value), bucket.unit)
  return cellString(cell, format)
}

function momentText(start: string, unit: Extract<DatasetBucket, { kind: 'time' }>['unit']): string {
  if (unit === 'hour') return start.slice(0, 16).replace('T', ' ')
  if (unit === 'month') return start.slice(0, 7)
  return unit === 'year' ? start.slice(0, 4) : start.slice(0, 10)
}

function valueKey({ cell }: DatasetGroup): string | number | null {
  if (cell === null || cell.value === null) return null
  return typeof cell.value === 'number' ? cell.value : String(cell.value)
}

function measureKey({ value }: DatasetGroup): number | null {
  return value ?? null
}
