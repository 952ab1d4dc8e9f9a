import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { emptyQuery } from '../../../../../shared/documents.ts'
import { datasetOf, shownOf, unfinishedOf } from './dataset-of.ts'
import { changesText, durationText, paceText, progressText, shareLoaded, sizeText } from './load-words.ts'

const loading = {
  state: 'loading',
  documents: 7200,
  expected: 20_000,
  rate: 1340.4,
  secondsLeft: 9.2,
} as const

describe('the words of a load', () => {
  it('say how far it is, how fast, and how long to go', () => {
    expect(progressText(loading)).toBe('7,200 of 20,000 documents')
    expect(paceText(loading)).toBe('1,340 a second, 10 s left')
    expect(shareLoaded(loading)).toBeCloseTo(0.36)
  })

  it('leave out what is not known', () => {
    const unknown = { ...loading, expected: null, rate: null, secondsLeft: null }
    expect(progressText(unknown)).toBe('7,200 documents')
    expect(paceText(unknown)).toBe('')
    expect(shareLoaded(unknown)).toBeNull()
  })

  it('never show more than everything, although a collection may grow meanwhile', () => {
    expect(shareLoaded({ ...loading, documents: 20_001 })).toBe(1)
  })

  it('tell what a refresh brought', () => {
    expect(changesText({ added: 1200, changed: 3, removed: 0 })).toBe('3 changed, 1,200 added')
    expect(changesText({ added: 0, changed: 0, removed: 0 })).toBe('No changes')
  })

  it('grow with what they measure', () => {
    expect([0.2, 89, 600, 7200].map(durationText)).toEqual(['1 s', '89 s', '10 min', '2 h'])
    expect([1, 5_100_000, 2_500_000_000].map(sizeText)).toEqual(['1 KB', '5.1 MB', '2.5 GB'])
  })
})

describe('the dataset of a question', () => {
  const asked = { connectionId: 'c', applicationId: 'a', collectionId: 'k', query: emptyQuery }
  const dataset = (id: string, given: Partial<Dataset>): Dataset => ({
    ...{
      id,
      name: 'weighings',
      source: { kind: 'collection', ...asked },
      state: 'ready',
      pinned: false,
      documents: 1,
      expected: 1,
    },
    ...{ createdAt: `2026-01-0${id}T00:00:00Z`, bytes: 1, diskBytes: 1, rate: null, secondsLeft: null },
    ...{ error: null, notes: [], previousId: null },
    ...given,
  })
  const filtered = { kind: 'collection' as const, ...asked, query: { ...emptyQuery, filter: '{"a":1}' } }

  it('is the newest load of the same question', () => {
    const all = [dataset('1', {}), dataset('3', {}), dataset('2', {}), dataset('4', { source: filtered })]
    expect(datasetOf(all, asked)?.id).toBe('3')
    expect(datasetOf(all, { ...asked, collectionId: 'other' })).toBeNull()
  })

  it.each(['loading', 'paused', 'failed', 'preparing'] as const)(
    'shows the version before while a refresh is %s, and the refresh when it is ready',
    state => {
      const before = [dataset('1', {}), dataset('2', {})]
      expect(shownOf([...before, dataset('3', { state })], asked)?.id).toBe('2')
      expect(shownOf([...before, dataset('3', {})], asked)?.id).toBe('3')
    },
  )

  it('shows a first load as soon as all its documents are here', () => {
    expect(shownOf([dataset('1', { state: 'preparing' })], asked)?.id).toBe('1')
    expect(shownOf([dataset('1', { state: 'paused' })], asked)).toBeNull()
    expect(shownOf([dataset('1', { source: filtered })], asked)).toBeNull()
  })

  it('leaves loads of other questions that can be resumed to be offered', () => {
    const all = [dataset('1', { source: filtered, state: 'paused' }), dataset('2', { source: filtered })]
    expect(unfinishedOf(all, asked)?.id).toBe('1')
    expect(unfinishedOf(all, filtered)).toBeNull()
  })
})
