import type { HistogramBucket } from '../../../../../shared/datasets.ts'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import type { FieldFacts } from './field-facts.ts'
import {
  countText,
  dateRange,
  distinctText,
  fewNumbers,
  measureText,
  percentText,
  rangeText,
} from './field-words.ts'

/** What a field shows, as a headline and one sentence of evidence. */
export interface Finding {
  readonly title: string
  readonly evidence: string
}

/** The one thing worth knowing about a field. Says only what the numbers bear. */
export function findingOf(facts: FieldFacts, format: CellFormat): Finding {
  const { field, present, documents, counted, nulls } = facts
  if (facts.kind === 'masked') {
    return { title: 'Values are not shown', evidence: 'The name looks like that of a secret.' }
  }
  if (present === 0) return { title: 'Never a value', evidence: `null in ${countText(nulls)} ${counted}` }
  if (present < documents / 10) {
    return {
      title: 'Rarely there',
      evidence: `${countText(present)} of ${countText(documents)} ${counted} have a value`,
    }
  }
  if (facts.types.length > 1 && (facts.types[0]?.count ?? 0) < present * 0.99) {
    return {
      title: 'More than one type',
      evidence: facts.types.map(({ type, count }) => `${type} ${percentText(count, present)}`).join(', '),
    }
  }
  switch (facts.kind) {
    case 'unique':
      return {
        title: facts.counted === 'entries' ? 'Every entry has its own' : 'Every document has its own',
        evidence: rangeText(facts, format) ?? distinctText(facts),
      }
    case 'number':
      return numberFinding(facts, format)
    case 'date':
      return dateFinding(facts, format)
    case 'array':
      return {
        title: 'Lists',
        evidence: field.arrays === null ? '' : `${measureText(field.arrays.meanLength)} entries in the mean`,
      }
    default:
      return valuesFinding(facts, format)
  }
}

function valuesFinding(facts: FieldFacts, format: CellFormat): Finding {
  const { field, present } = facts
  const [top, second] = field.top
  if (top?.cell == null) return { title: distinctText(facts), evidence: '' }
  const text = cellString(top.cell, format)
  const share = percentText(top.count, present)
  if (field.distinct?.count === 1)
    return { title: `Always ${text}`, evidence: `in ${countText(present)} ${facts.counted}` }
  if (top.count > present / 2)
    return { title: `Mostly ${text}`, evidence: `${share} of the values, ${distinctText(facts)}` }
  if (second !== undefined && top.count > second.count * 1.5) {
    return { title: `${text} leads`, evidence: `${share} of the values, ${distinctText(facts)}` }
  }
  return { title: distinctText(facts), evidence: `the most frequent, ${text}, has ${share}` }
}

function numberFinding(facts: FieldFacts, format: CellFormat): Finding {
  const { field } = facts
  const { histogram, distinct } = field
  if (distinct?.count === 1 || histogram.length < 3 || (distinct !== null && distinct.count <= fewNumbers)) {
    return valuesFinding(facts, format)
  }
  const peaks = peaksOf(histogram)
  const [low, high] = peaks
  const range = rangeText(facts, format) ?? ''
  if (peaks.length === 2 && low !== undefined && high !== undefined) {
    return {
      title: 'Two groups of values',
      evidence: `one near ${roundText(low, histogram)}, one near ${roundText(high, histogram)}`,
    }
  }
  const total = totalOf(histogram)
  const third = Math.ceil(histogram.length / 3)
  if (totalOf(histogram.slice(0, third)) > total * 0.7)
    return { title: 'Mostly small values', evidence: range }
  if (totalOf(histogram.slice(-third)) > total * 0.7) return { title: 'Mostly large values', evidence: range }
  if (peaks.length === 1 && low !== undefined) {
    return { title: `A peak near ${roundText(low, histogram)}`, evidence: range }
  }
  return { title: 'Spread over the whole range', evidence: range }
}

function dateFinding(facts: FieldFacts, format: CellFormat): Finding {
  const { histogram } = facts.field
  const range = dateRange(facts, format)
  const total = totalOf(histogram)
  if (histogram.length < 3 || total === 0) return { title: range, evidence: distinctText(facts) }
  const last = histogram.slice(-Math.ceil(histogram.length / 5))
  if (totalOf(last) > total * 0.5) return { title: 'Mostly recent', evidence: range }
  const busiest = histogram.reduce((most, bucket) => (bucket.count > most.count ? bucket : most))
  if (busiest.count > (total / histogram.length) * 2) return { title: 'A busy stretch', evidence: range }
  return { title: 'Even over time', evidence: range }
}

function totalOf(histogram: readonly HistogramBucket[]): number {
  return histogram.reduce((sum, { count }) => sum + count, 0)
}

/**
 * Middles of the peaks of a histogram: maxima of the smoothed counts, parted by a dip to at most two thirds of the
 * smaller peak, and none lower than a quarter of the highest.
 */
export function peaksOf(histogram: readonly HistogramBucket[]): readonly number[] {
  const smooth = histogram.map((_, at) => {
    const near = histogram.slice(Math.max(0, at - 2), at + 3)
    return totalOf(near) / near.length
  })
  const highest = Math.max(...smooth)
  const peaks: number[] = []
  let lowest = Number.POSITIVE_INFINITY
  for (const [at, value] of smooth.entries()) {
    lowest = Math.min(lowest, value)
    const isTop = value >= (smooth[at - 1] ?? 0) && value > (smooth[at + 1] ?? 0)
    if (!isTop || value < highest / 4) continue
    const previous = peaks.at(-1)
    const before = previous === undefined ? null : (smooth[previous] ?? 0)
    if (before === null || lowest <= (Math.min(before, value) * 2) / 3) peaks.push(at)
    else if (value > before) peaks[peaks.length - 1] = at
    else continue
    lowest = value
  }
  return peaks.map(at => {
    const bucket = histogram[at]
    return bucket === undefined ? 0 : (bucket.from + bucket.to) / 2
  })
}

/** A place on the scale of a histogram, no more precise than its buckets. */
function roundText(value: number, histogram: readonly HistogramBucket[]): string {
  const [first] = histogram
  const width = first === undefined ? 1 : first.to - first.from
  const step = 10 ** Math.floor(Math.log10(Math.max(width, Number.MIN_VALUE)))
  return measureText(Math.round(value / step) * step)
}
