import { describe, expect, it } from 'vitest'
import { type LoadFacts, loadNotes } from './load-notes.ts'

const none = { documents: 0, ranges: [], pages: 0 }
const smooth: LoadFacts = {
  ...{ isSorted: true, documents: 10, expected: 10, expectedAfter: 10, repeatedIds: 0 },
  ...{ later: { stamps: [], isComplete: true }, isUntold: false },
  changes: { changed: none, missed: 0, repeated: none, inVersions: 0 },
}
const advice = 'Press Load again to have the documents as they are now.'

describe('the notes of a load', () => {
  it('are none where nothing happened, and where nothing is known', () => {
    expect(loadNotes(smooth)).toEqual([])
    expect(loadNotes({ ...smooth, expected: null, expectedAfter: null, later: null, changes: null })).toEqual(
      [],
    )
  })

  it('name five ranges of pages and count the others', () => {
    const ranges = Array.from({ length: 7 }, (_, at) => [at * 2000 + 1, at * 2000 + 1000] as const)
    const [note] = loadNotes({
      ...smooth,
      changes: { changed: { documents: 9, ranges, pages: 7 }, missed: 0, repeated: none, inVersions: 0 },
    })
    expect(note).toContain('on 7 pages (documents 1 to 1,000, 2,001 to 3,000,')
    expect(note).toContain('8,001 to 9,000 and 2 more places)')
  })

  it('say at least where more changed than was asked for', () => {
    const changed = { documents: 9000, ranges: [[1, 9000]] as const, pages: 9 }
    const [note, second] = loadNotes({
      ...{ ...smooth, later: { stamps: [], isComplete: false } },
      changes: { changed, missed: 1, repeated: none, inVersions: 0 },
    })
    expect(note).toMatch(/^At least 9,000 of the documents changed/)
    expect(second).toBe('At least 1 document has come into the list since loading began and is not here.')
  })

  it('tell of a list that is as long as before only by what was counted in between', () => {
    expect(loadNotes({ ...smooth, expectedAfter: 9 })).toEqual([
      'The API counted 10 documents before loading, and 9 after it.',
      advice,
    ])
    expect(loadNotes({ ...smooth, documents: 9, expectedAfter: null })[0]).toBe(
      'The API counted 10 documents before loading, and gave 9.',
    )
  })

  it('count documents that came twice also where the pages cannot be named', () => {
    expect(loadNotes({ ...smooth, repeatedIds: 3, changes: null })).toEqual([
      '3 documents have an _id that another one has too: the list moved while it was loaded.',
      advice,
    ])
  })
})
