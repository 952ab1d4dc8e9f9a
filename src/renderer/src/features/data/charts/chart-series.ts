import type { DatasetAggregate, DatasetBucket, DatasetGroups } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import { bucketsBetween, startOf } from './chart-buckets.ts'

/** Parts that get a colour of their own; the others are one more. */
const ownParts = 4
/** Categories on the axis; the least frequent are left out beyond it. */
const maxCategories = 60

/** One place on the x axis. */
export interface ChartPlace {
  readonly cell: Cell | null
  readonly text: string
  readonly count: number
}

export interface ChartPart {
  readonly name: string
  /** Several values together that have no colour of their own. */
  readonly isRest: boolean
  /** Aligned with the places; null where there is nothing. */
  readonly values: readonly (number | null)[]
}

/** What a chart draws and its table lists. */
export interface ChartSeries {
  readonly places: readonly ChartPlace[]
  readonly parts: readonly ChartPart[]
  /** Categories that were left out. */
  readonly leftOut: number
}

interface SeriesInput {
  readonly groups: DatasetGroups
  /** Null counts documents. */
  readonly aggregate: DatasetAggregate | null
  /** Buckets are shown in their order, categories by size. */
  readonly isScale: boolean
  /** What the values were put together by. Buckets in between that nothing is in are places too. */
  readonly bucket: DatasetBucket | null
  readonly format: CellFormat
}

/** Places and parts from groups; parts beyond the four largest become one. */
export function seriesOf({ groups, aggregate, isScale, bucket, format }: SeriesInput): ChartSeries {
  const places = new Map<string, { cell: Cell | null; count: number }>()
  const sizes = new Map<string, { cell: Cell | null; count: number }>()
  for (const { cell, split = null, count } of groups.groups) {
    add(places, cell, count)
    add(sizes, split, count)
  }
  // Where groups were left out, a place without one is not empty.
  const isWhole = groups.total <= groups.groups.length
  const cells = [...places.values()].map(({ cell }) => cell)
  const between = bucket !== null && isWhole ? bucketsBetween(cells, bucket) : null
  for (const cell of between ?? []) add(places, cell, 0)
  const nothing = between !== null && (aggregate === null || aggregate === 'sum') ? 0 : null
  const ranked = [...sizes].sort((a, b) => b[1].count - a[1].count)
  const own = ranked.length <= ownParts + 1 ? ranked : ranked.slice(0, ownParts)
  const all = [...places].sort((a, b) =>
    isScale ? order(a[1].cell) - order(b[1].cell) : b[1].count - a[1].count,
  )
  const shown = isScale ? all : all.slice(0, maxCategories)
  const at = new Map(shown.map(([key], index) => [key, index]))
  const sums = new Map<string, (Sum | undefined)[]>()
  const named = new Set(own.map(([key]) => key))
  for (const { cell, split = null, count, value, measured = count } of groups.groups) {
    const place = at.get(keyOf(cell))
    if (place === undefined) continue
    const part = named.has(keyOf(split)) ? keyOf(split) : rest
    const row = sums.get(part) ?? []
    sums.set(part, row)
    const sum = { value: aggregate === null ? count : (value ?? null), weight: measured }
    row[place] = merged(row[place], sum, aggregate)
  }
  const restCount = ranked.length - own.length
  return {
    places: shown.map(([, { cell, count }]) => ({ cell, count, text: textOf(cell, format, isScale) })),
    parts: [
      ...own.map(([key, { cell }]) => partOf(textOf(cell, format, false), false, sums.get(key))),
      ...(restCount === 0 ? [] : [partOf(`${restCount.toLocaleString('en-GB')} more`, true, sums.get(rest))]),
    ],
    leftOut: all.length - shown.length,
  }

  function partOf(name: string, isRest: boolean, row: readonly (Sum | undefined)[] = []): ChartPart {
    return { name, isRest, values: shown.map((_, index) => row[index]?.value ?? nothing) }
  }
}

const rest = 'rest'

interface Sum {
  readonly value: number | null
  /** Documents that have the number. */
  readonly weight: number
}

/** Two groups as one: means by the weight of the documents that were measured. */
function merged(before: Sum | undefined, now: Sum, aggregate: DatasetAggregate | null): Sum {
  if (before?.value == null) return now
  if (now.value === null) return before
  const weight = before.weight + now.weight
  const [a, b] = [before.value, now.value]
  switch (aggregate) {
    case 'mean':
      return { value: (a * before.weight + b * now.weight) / weight, weight }
    case 'min':
      return { value: Math.min(a, b), weight }
    case 'max':
      return { value: Math.max(a, b), weight }
    default:
      return { value: a + b, weight }
  }
}

function add(to: Map<string, { cell: Cell | null; count: number }>, cell: Cell | null, count: number): void {
  const known = to.get(keyOf(cell))
  if (known === undefined) to.set(keyOf(cell), { cell, count })
  else known.count += count
}

function keyOf(cell: Cell | null): string {
  return cell === null ? 'missing' : `${cell.type} ${cell.value}`
}

function order(cell: Cell | null): number {
  return cell === null ? Number.POSITIVE_INFINITY : startOf(cell)
}

/** Buckets of time are in UTC, so they are named in UTC. */
function textOf(cell: Cell | null, format: CellFormat, isScale: boolean): string {
  if (cell === null) return 'missing'
  if (!isScale || cell.type !== 'date') return cellString(cell, format)
  return String(cell.value)
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/:00\.000Z$/, '')
    .replace('T', ' ')
}
