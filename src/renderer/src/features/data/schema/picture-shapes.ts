import type { DatasetGroup, HistogramBucket, SchemaField } from '../../../../../shared/datasets.ts'
import type { FieldFacts } from './field-facts.ts'
import { fewNumbers } from './field-words.ts'

/** A bar of a picture, in pixels of a box whose origin is at the top left. */
export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly tone: 'main' | 'quiet' | 'rest'
}

/** What a field's picture is made of. */
export type PictureShape =
  | { readonly kind: 'bars'; readonly bars: readonly Bar[] }
  | { readonly kind: 'line'; readonly points: readonly (readonly [x: number, y: number])[] }
  | { readonly kind: 'ticks'; readonly bars: readonly Bar[] }
  | { readonly kind: 'none' }

export interface Box {
  readonly width: number
  readonly height: number
}

/** The picture of a field by its type: histogram, shares of values, timeline, or ticks for values that are all their own. */
export function pictureOf(facts: FieldFacts, box: Box): PictureShape {
  const { field } = facts
  switch (facts.kind) {
    case 'masked':
    case 'null':
    case 'object':
      return { kind: 'none' }
    case 'unique':
      return { kind: 'ticks', bars: ticksOf(box) }
    case 'date':
      return field.histogram.length < 3
        ? { kind: 'bars', bars: sharesOf(facts, box) }
        : { kind: 'line', points: lineOf(field.histogram, box) }
    case 'number': {
      const few = field.distinct !== null && field.distinct.count <= fewNumbers
      return { kind: 'bars', bars: few ? valueBars(field, box) : histogramBars(field, box) }
    }
    case 'array':
      return { kind: 'bars', bars: elementsOf(field, box) }
    default:
      return { kind: 'bars', bars: sharesOf(facts, box) }
  }
}

const gap = 1.5

/** Bars over a common ground; the bar that holds the mean is the one that stands out. */
function histogramBars({ histogram, mean }: SchemaField, box: Box): readonly Bar[] {
  const middle = mean === null ? -1 : bucketOf(histogram, mean)
  return standing(
    histogram.map(({ count }, at) => ({ count, tone: at === middle ? 'main' : 'quiet' })),
    box,
  )
}

/** Place of a value in a histogram; -1 where it lies outside. */
function bucketOf(histogram: readonly HistogramBucket[], value: number): number {
  return histogram.findIndex(
    ({ from, to }, at) => value >= from && (value < to || (at === histogram.length - 1 && value <= to)),
  )
}

/** One bar for each of a few numbers, in their order. */
function valueBars({ top }: SchemaField, box: Box): readonly Bar[] {
  const most = Math.max(...top.map(({ count }) => count))
  const ordered = [...top].sort((a, b) => Number(a.cell?.value) - Number(b.cell?.value))
  return standing(
    ordered.map(({ count }) => ({ count, tone: count === most ? 'main' : 'quiet' })),
    box,
  )
}

function standing(
  columns: readonly { readonly count: number; readonly tone: Bar['tone'] }[],
  box: Box,
): readonly Bar[] {
  const most = Math.max(1, ...columns.map(({ count }) => count))
  const step = box.width / Math.max(1, columns.length)
  return columns.map(({ count, tone }, at) => {
    // Something is never drawn as nothing.
    const height = count === 0 ? 0 : Math.max(1, (count / most) * box.height)
    return { x: at * step, y: box.height - height, width: Math.max(0.5, step - gap), height, tone }
  })
}

/** Share of each of the most frequent values in one bar; what is left of the documents comes last. */
function sharesOf({ field, documents, present }: FieldFacts, box: Box): readonly Bar[] {
  const shown: readonly Pick<DatasetGroup, 'count'>[] = field.top.slice(0, 5)
  const told = shown.reduce((sum, { count }) => sum + count, 0)
  const parts: { readonly count: number; readonly tone: Bar['tone'] }[] = [
    ...shown.map(({ count }, at) => ({ count, tone: at === 0 ? ('main' as const) : ('quiet' as const) })),
    ...(present > told ? [{ count: present - told, tone: 'rest' as const }] : []),
    ...(documents > present ? [{ count: documents - present, tone: 'rest' as const }] : []),
  ]
  return lying(parts, documents, box)
}

/** Types of the entries of lists by their share; their lengths when the entries are not known. */
function elementsOf({ arrays }: SchemaField, box: Box): readonly Bar[] {
  if (arrays === null || arrays.elements.length === 0) return []
  const total = arrays.elements.reduce((sum, { count }) => sum + count, 0)
  return lying(
    arrays.elements.map(({ count }, at) => ({ count, tone: at === 0 ? 'main' : 'quiet' })),
    total,
    box,
  )
}

function lying(
  parts: readonly { readonly count: number; readonly tone: Bar['tone'] }[],
  total: number,
  box: Box,
): readonly Bar[] {
  const height = Math.min(10, box.height)
  const y = (box.height - height) / 2
  let x = 0
  return parts.map(({ count, tone }) => {
    const width = total === 0 ? 0 : (count / total) * box.width
    const bar = { x, y, width: Math.max(0.5, width - gap), height, tone }
    x += width
    return bar
  })
}

function lineOf(histogram: readonly HistogramBucket[], box: Box): readonly (readonly [number, number])[] {
  const most = Math.max(1, ...histogram.map(({ count }) => count))
  const step = box.width / (histogram.length - 1)
  return histogram.map(({ count }, at) => [at * step, box.height - (count / most) * (box.height - 2)])
}

/** Even ticks, each value as often as the other. */
function ticksOf(box: Box): readonly Bar[] {
  const height = Math.min(16, box.height)
  return Array.from({ length: Math.floor(box.width / 4) }, (_, at) => ({
    ...{ x: at * 4, y: (box.height - height) / 2, width: 1, height },
    tone: 'rest',
  }))
}
