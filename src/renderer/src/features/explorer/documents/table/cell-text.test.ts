import { describe, expect, it } from 'vitest'
import { barShare, type CellFormat, cellString, cellText } from './cell-text.ts'

const format: CellFormat = { timeZone: 'utc', numberFormat: 'grouped' }

describe('cell text', () => {
  it('steps the date and the seconds of an instant back', () => {
    expect(cellText({ type: 'date', value: '2026-11-23T14:16:07Z' }, format)).toEqual({
      before: '2026-11-23 ',
      text: '14:16',
      after: ':07',
    })
  })

  it('turns an instant with an offset to the zone asked for', () => {
    expect(cellString({ type: 'date', value: '2026-11-23T00:30:00+02:00' }, format)).toBe(
      '2026-11-22 22:30:00',
    )
  })

  it('writes midnight as 00', () => {
    expect(cellString({ type: 'date', value: '2026-11-23T00:00:00Z' }, format)).toBe('2026-11-23 00:00:00')
  })

  it('leaves a day without a time alone', () => {
    expect(cellString({ type: 'date', value: '2026-11-23' }, format)).toBe('2026-11-23')
  })

  it('groups numbers, or not', () => {
    expect(cellString({ type: 'number', value: 26180.5 }, format)).toBe('26,180.5')
    expect(cellString({ type: 'number', value: 26180.5 }, { ...format, numberFormat: 'plain' })).toBe(
      '26180.5',
    )
  })

  it('keeps every digit of a number that JavaScript cannot hold', () => {
    expect(cellString({ type: 'number', value: '-12345678901234567890.5' }, format)).toBe(
      '-12,345,678,901,234,567,890.5',
    )
    expect(cellString({ type: 'number', value: '1e400' }, format)).toBe('1e400')
  })

  it('keeps a text with line breaks on one line', () => {
    expect(cellString({ type: 'string', value: 'a\r\nb\tc' }, format)).toBe('a⏎b⇥c')
  })

  it('says that a long text was cut', () => {
    expect(cellString({ type: 'string', value: 'abc', size: 900 }, format)).toBe('abc…')
  })
})

describe('bar behind a number', () => {
  it('is zero-based against the largest of the column', () => {
    expect(barShare({ type: 'number', value: -25 }, 100)).toBe(25)
    expect(barShare({ type: 'number', value: 200 }, 100)).toBe(100)
    expect(barShare({ type: 'string', value: '5' }, 100)).toBe(0)
    expect(barShare({ type: 'number', value: 0 }, 0)).toBe(0)
  })
})
