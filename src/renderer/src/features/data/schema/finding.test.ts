import { describe, expect, it } from 'vitest'
import type { HistogramBucket, SchemaField } from '../../../../../shared/datasets.ts'
import { factsOf } from './field-facts.ts'
import { fieldWords, percentText } from './field-words.ts'
import { findingOf, peaksOf } from './finding.ts'
import { pictureOf } from './picture-shapes.ts'

const format = { timeZone: 'utc', numberFormat: 'grouped' } as const
const documents = 1000

function field(given: Partial<SchemaField>): SchemaField {
  return {
    ...{ path: 'a', keys: ['a'], types: {}, missing: 0, masked: false, distinct: null },
    ...{ min: null, max: null, mean: null, top: [], histogram: [], arrays: null },
    ...given,
  }
}

/** A histogram over 0 to 300 with the counts given. */
function histogram(counts: readonly number[]): readonly HistogramBucket[] {
  return counts.map((count, at) => ({ from: at * 10, to: (at + 1) * 10, count }))
}

const twoPeaks = [1, 4, 9, 12, 9, 5, 2, 1, 0, 0, 1, 2, 6, 11, 15, 11, 6, 2]
const weights = field({
  types: { number: documents },
  distinct: { count: 700, isApproximate: false },
  ...{ min: { type: 'number', value: 0 }, max: { type: 'number', value: 180 }, mean: 95.5 },
  histogram: histogram(twoPeaks),
})
const haulier = field({
  types: { string: 810, null: 190 },
  distinct: { count: 38, isApproximate: false },
  top: [
    { cell: { type: 'string', value: 'Calder' }, count: 500 },
    { cell: { type: 'string', value: 'Pike' }, count: 100 },
  ],
})

describe('the finding of a field', () => {
  const said = (given: SchemaField) => findingOf(factsOf(given, documents), format)

  it('sees two groups where a histogram has two peaks', () => {
    expect(said(weights)).toEqual({ title: 'Two groups of values', evidence: 'one near 40, one near 150' })
  })

  it('sees one peak as one, however ragged', () => {
    expect(peaksOf(histogram([0, 2, 5, 9, 8, 9, 10, 9, 8, 9, 5, 2, 0]))).toHaveLength(1)
  })

  it('names the value that most documents have', () => {
    expect(said(haulier)).toEqual({ title: 'Mostly Calder', evidence: '62% of the values, 38 distinct' })
  })

  it('puts the rarity of a field before what its values are', () => {
    const notes = field({ types: { string: 70 }, missing: 930 })
    expect(said(notes).title).toBe('Rarely there')
  })

  it('warns of several types', () => {
    const mixed = field({ types: { number: 900, string: 100 } })
    expect(said(mixed)).toEqual({ title: 'More than one type', evidence: 'number 90%, string 10%' })
  })

  it('tells nothing of a field that looks like a secret', () => {
    const secret = field({ types: { string: documents }, masked: true })
    expect(said(secret).title).toBe('Values are not shown')
    expect(pictureOf(factsOf(secret, documents), { width: 10, height: 10 })).toEqual({ kind: 'none' })
  })
})

describe('the words beside a field', () => {
  const words = (given: SchemaField) => fieldWords(factsOf(given, documents), format)

  it('say how many values there are, what is not there, and which is most frequent', () => {
    expect(words(haulier)).toEqual({ first: '38 distinct, 19% null', second: 'top: Calder' })
  })

  it('give a number its mean and its range', () => {
    expect(words(weights)).toEqual({ first: 'mean 95.5', second: '0 to 180' })
  })

  it('give dates their range and how many a day', () => {
    const weighedAt = field({
      types: { date: documents },
      min: { type: 'date', value: '2026-03-01T00:00:00Z' },
      max: { type: 'date', value: '2026-03-11T00:00:00Z' },
    })
    expect(words(weighedAt)).toEqual({ first: '1 Mar to 11 Mar 2026', second: '100 a day' })
  })

  it('say so where every document has its own value', () => {
    const ticket = field({
      types: { string: documents },
      distinct: { count: documents, isApproximate: false },
    })
    expect(words(ticket)).toEqual({ first: '1,000 distinct', second: 'every value once' })
  })

  it('never round a share to nothing or to everything', () => {
    expect(percentText(1, 100_000)).toBe('under 0.1%')
    expect(percentText(9_999, 10_000)).toBe('99%')
    expect(percentText(0, 10)).toBe('0%')
  })
})

describe('the picture of a field', () => {
  const box = { width: 180, height: 26 }

  it('stands out where the mean is', () => {
    const shape = pictureOf(factsOf(weights, documents), box)
    const bars = shape.kind === 'bars' ? shape.bars : []
    expect(bars.findIndex(({ tone }) => tone === 'main')).toBe(9)
    expect(Math.max(...bars.map(({ height }) => height))).toBe(26)
  })

  it('leaves what has no value as the rest, to the full width', () => {
    const shape = pictureOf(factsOf(haulier, documents), box)
    const bars = shape.kind === 'bars' ? shape.bars : []
    expect(bars.map(({ tone }) => tone)).toEqual(['main', 'quiet', 'rest', 'rest'])
    expect(bars.at(-1)?.width).toBeCloseTo(180 * 0.19 - 1.5)
  })
})
