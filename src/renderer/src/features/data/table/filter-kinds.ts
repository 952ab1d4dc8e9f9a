import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { CellType } from '../../../../../shared/documents.ts'

/** Ways to filter a column. `type`: which type a value has, or that it is null or missing. */
export type FilterKind = 'contains' | 'range' | 'values' | 'type'

/** The filters that make sense for the types of a column, the most likely first. */
export function kindsFor(types: readonly CellType[]): readonly FilterKind[] {
  const has = (...wanted: readonly CellType[]): boolean => types.some(type => wanted.includes(type))
  return [
    ...(has('string', 'id') ? (['contains'] as const) : []),
    ...(has('number', 'date') ? (['range'] as const) : []),
    ...(has('string', 'id', 'number', 'boolean', 'date') ? (['values'] as const) : []),
    'type',
  ]
}

/** What the filter menu opens with: the filter that is on, else the most likely. */
export function startingKind(kinds: readonly FilterKind[], filter: DatasetFilter | undefined): FilterKind {
  const [first = 'type'] = kinds
  if (filter === undefined) return first
  return filter.kind === 'contains' || filter.kind === 'range' || filter.kind === 'values'
    ? filter.kind
    : 'type'
}

/**
 * One end of a range as it was typed: null when empty, undefined when it is no number or no day. A day stands for its
 * start, or for its last millisecond where the whole of it is meant, in UTC.
 */
export function rangeEnd(
  text: string,
  isDate: boolean,
  isWholeDay: boolean,
): number | string | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  if (isDate) {
    const day = `${typed}T${isWholeDay ? '23:59:59.999' : '00:00:00.000'}Z`
    return Number.isNaN(Date.parse(day)) ? undefined : day
  }
  const number = Number(typed.replaceAll(',', ''))
  return Number.isFinite(number) ? number : undefined
}

/** How an end of a range is typed. */
export function endText(end: number | string | null): string {
  if (end === null) return ''
  return typeof end === 'number' ? String(end) : end.slice(0, 10)
}
