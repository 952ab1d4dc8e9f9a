import { describe, expect, it } from 'vitest'
import { noChanges } from './change-marks.ts'
import { answerText, changesText, countText, rowsText } from './foot-text.ts'

describe('the foot of the documents', () => {
  it('says which rows are on screen', () => {
    expect(rowsText({ first: 0, last: 23 }, { rows: 100_000, exact: true })).toBe('Rows 1 to 24 shown')
    expect(rowsText({ first: 999, last: 1040 }, { rows: 1002, exact: true })).toBe(
      'Rows 1,000 to 1,002 shown',
    )
    expect(rowsText({ first: 0, last: 0 }, { rows: 0, exact: true })).toBe('No rows')
  })

  it('counts quietly, and says quietly when that failed', () => {
    expect(countText(null, false, false)).toBe('counting')
    expect(countText(31_846, false, true)).toBe('31,846 match')
    expect(countText(48_212, false, false)).toBe('48,212 in all')
    expect(countText(null, true, false)).toBe('could not be counted')
  })

  it('gives time and size in units', () => {
    expect(answerText({ ms: 411.6, bytes: 188_400 })).toBe('412 ms, 188 KB')
    expect(answerText({ ms: 12_300, bytes: 2_400_000 })).toBe('12.3 s, 2.4 MB')
    expect(answerText({ ms: 3, bytes: 90 })).toBe('3 ms, 90 B')
  })

  it('tells changed from added and removed rows', () => {
    const cells = new Map([['a', new Set(['kg'])]])
    expect(changesText({ ...noChanges, cells, added: new Set(['b', 'c']) })).toBe(
      '1 changed, 2 added since last refresh',
    )
    expect(changesText(noChanges)).toBe('Nothing changed since last refresh')
  })
})
