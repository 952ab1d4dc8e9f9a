import { describe, expect, it } from 'vitest'
import { answerWords, cutText, drawnText, rowsText, timeTaken } from './answer-words.ts'

describe('words for an answer', () => {
  it('say whether the engine stopped or its process was ended', () => {
    const stopped = { state: 'stopped', why: 'cancelled', ms: 1364 } as const
    expect(answerWords({ ...stopped, how: 'interrupted' })).toEqual({
      title: 'Cancelled after 1.4 s.',
      text: 'The engine stopped by itself.',
      evidence: null,
    })
    expect(answerWords({ ...stopped, how: 'killed' })?.text).toContain('process was ended')
  })

  it('keep what the engine says about the place of a mistake', () => {
    const message =
      'Binder Error: Referenced column "nett" not found!\n\nLINE 1: SELECT nett\n               ^'
    expect(answerWords({ state: 'failed', message, ms: 3 })).toEqual({
      title: 'Referenced column "nett" not found.',
      text: '',
      evidence: 'LINE 1: SELECT nett\n               ^',
    })
  })

  it('name what is missing of an answer that was cut', () => {
    const result = { state: 'rows', resultId: '', columns: [], droppedColumns: 0, ms: 1 } as const
    expect(rowsText({ ...result, rows: 1, cut: null })).toBe('1 row')
    expect(rowsText({ ...result, rows: 100_000, cut: 'rows' })).toBe(
      'the first 100,000 rows: no more are kept',
    )
    expect(rowsText({ ...result, rows: 3, cut: null, droppedColumns: 9000 })).toBe(
      '3 rows; 9,000 columns are left out',
    )
  })

  it('write times as they are read', () => {
    expect([38, 1364, 125_000].map(timeTaken)).toEqual(['38 ms', '1.4 s', '2 min 5 s'])
  })

  it('tell which rows a chart draws', () => {
    expect(drawnText(3, { rows: 3, cut: null })).toBe('')
    expect(drawnText(2000, { rows: 100_000, cut: 'rows' })).toBe('the first 2,000 rows')
    expect(drawnText(900, { rows: 900, cut: 'size' })).toBe('the first 900 rows')
  })

  it('tell what a CSV leaves out', () => {
    expect(cutText(0)).toBe('')
    expect(cutText(1)).toContain('1 value was cut at 10,000 characters and ends in …')
    expect(cutText(1234)).toContain('1,234 values were cut')
  })
})
