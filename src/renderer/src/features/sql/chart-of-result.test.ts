import { describe, expect, it } from 'vitest'
import type { CellType, DocumentRow } from '../../../../shared/documents.ts'
import { chartFor, groupsOf, isScale } from './chart-of-result.ts'

const column = (path: string, type: CellType) => ({ path, keys: [path], types: { [type]: 3 }, maxAbs: 0 })
const site = column('site', 'string')
const day = column('day', 'date')
const tonnes = column('tonnes', 'number')

describe('a chart of an answer', () => {
  it('puts names along the x axis and numbers up', () => {
    expect(chartFor([site, tonnes])).toEqual({ kind: 'bars', x: 0, y: 1, split: null })
    expect(chartFor([tonnes, site])).toEqual({ kind: 'bars', x: 1, y: 0, split: null })
  })

  it('follows dates by a line for each name', () => {
    expect(chartFor([site, day, tonnes])).toEqual({ kind: 'line', x: 1, y: 2, split: 0 })
  })

  it('is none without a number, or with nothing beside it', () => {
    expect(chartFor([site, day])).toBeNull()
    expect(chartFor([tonnes])).toBeNull()
  })

  it('draws each row, numbers with more digits than JavaScript has among them', () => {
    const row = (name: string, value: string | number): DocumentRow => ({
      ...{ id: null, hash: null },
      cells: [
        { type: 'string', value: name },
        { type: 'number', value },
      ],
    })
    const rows = [row('NORTH', 2), row('SOUTH', '9007199254740993'), row('EAST', 'NaN')]
    const groups = groupsOf(rows, { kind: 'bars', x: 0, y: 1, split: null })
    expect(groups.groups.map(({ value }) => value)).toEqual([2, 9007199254740992])
    expect(isScale(groups)).toBe(false)
  })
})
