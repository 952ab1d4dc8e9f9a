import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  laidOutRows,
  offsetOf,
  offsetShowing,
  placeAt,
  type RowPlace,
  scrolledTo,
  settled,
  type TallRows,
} from './tall-rows.ts'

const start: RowPlace = { before: 0, top: 0 }

/** A table of 28 px a row in a view of 600 px, with its head and the room below it. */
function tableOf(rows: number, more: { readonly viewport?: number; readonly pixelRatio?: number } = {}) {
  const { viewport = 600, pixelRatio = 1 } = more
  return listOf(rows, 28, viewport, pixelRatio)
}

function listOf(rows: number, rowHeight: number, viewport: number, pixelRatio: number): TallRows {
  const laidOut = laidOutRows(rows, rowHeight, pixelRatio)
  return { rows, laidOut, rowHeight, viewport, range: Math.max(0, laidOut * rowHeight + 42 - viewport) }
}

const endOf = (list: TallRows): number => (list.rows - list.laidOut) * list.rowHeight + list.range

/** Lists that are taller than an element can be. */
const tallLists = fc
  .record({
    rows: fc.integer({ min: 1_300_000, max: 2_000_000_000 }),
    rowHeight: fc.constantFrom(24, 28, 196),
    viewport: fc.integer({ min: 100, max: 2400 }),
    pixelRatio: fc.constantFrom(1, 1.5, 2, 4),
  })
  .map(({ rows, rowHeight, viewport, pixelRatio }) => listOf(rows, rowHeight, viewport, pixelRatio))
const shares = fc.double({ min: 0, max: 1, noNaN: true })

describe('rows that are laid out', () => {
  it('are all as long as an element can hold them, on this screen', () => {
    expect(laidOutRows(1_100_000, 28, 1)).toBe(1_100_000)
    expect(laidOutRows(1_100_001, 28, 1)).toBe(285_714)
    expect(laidOutRows(550_000, 28, 2)).toBe(550_000)
    expect(laidOutRows(1_100_000, 28, 2)).toBe(285_714)
    expect(laidOutRows(0, 28, 1)).toBe(0)
  })

  it('lie where they lay in a list that an element holds', () => {
    const list = tableOf(1_000_000)
    for (const top of [0, 1, 300_000, 27_000_000, list.range]) {
      expect(scrolledTo(top, start, list)).toEqual({ before: 0, top })
      expect(placeAt(top, list)).toEqual({ before: 0, top })
    }
  })
})

describe('the scroll bar of a tall list', () => {
  it('leads to the first row at its start and to the last at its end', () => {
    fc.assert(
      fc.property(tallLists, shares, (list, share) => {
        const from = placeAt(share * endOf(list), list)
        expect(offsetOf(scrolledTo(0, from, list), list)).toBe(0)
        expect(offsetOf(scrolledTo(list.range, from, list), list)).toBe(endOf(list))
      }),
    )
  })

  it('leads further down the further down it is dragged', () => {
    fc.assert(
      fc.property(tallLists, shares, shares, shares, (list, one, other, from) => {
        const begun = placeAt(from * endOf(list), list)
        const [upper, lower] = [Math.min(one, other) * list.range, Math.max(one, other) * list.range]
        const dragged = [upper, lower].map(top => scrolledTo(top, begun, list))
        fc.pre(dragged.every(({ top }) => Math.abs(top - begun.top) > list.range / 200))
        const [above = 0, below = 0] = dragged.map(place => offsetOf(place, list))
        expect(above).toBeLessThanOrEqual(below)
      }),
    )
  })

  it('stands where the list is, in proportion', () => {
    fc.assert(
      fc.property(tallLists, shares, (list, share) => {
        const { top } = placeAt(share * endOf(list), list)
        expect(Math.abs(top / list.range - share)).toBeLessThan(0.011)
      }),
    )
  })
})

describe('a place in a tall list', () => {
  it('is found for any offset, within what can be scrolled to', () => {
    fc.assert(
      fc.property(tallLists, shares, (list, share) => {
        const offset = Math.round(share * endOf(list))
        const place = placeAt(offset, list)
        expect(offsetOf(place, list)).toBe(offset)
        expect(place.top).toBeGreaterThanOrEqual(0)
        expect(place.top).toBeLessThanOrEqual(list.range)
        expect(place.before).toBeGreaterThanOrEqual(0)
        expect(place.before).toBeLessThanOrEqual(list.rows - list.laidOut)
      }),
    )
  })

  it('moves by the pixels of each step, until the list ends', () => {
    const steps = fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 60 })
    fc.assert(
      fc.property(tallLists, shares, steps, (list, share, sizes) => {
        let place = placeAt(Math.round(share * endOf(list)), list)
        for (const size of sizes) {
          // A step that is as long as one of the scroll bar may be taken for either.
          const longest = Math.ceil(list.range / Math.max(400, 2 * list.viewport)) - 1
          const step = Math.sign(size) * Math.min(Math.abs(size), longest)
          const wanted = Math.min(endOf(list), Math.max(0, offsetOf(place, list) + step))
          // A browser goes no further than the element does.
          place = scrolledTo(Math.min(list.range, Math.max(0, place.top + step)), place, list)
          expect(offsetOf(place, list)).toBeCloseTo(wanted, 3)
        }
      }),
    )
  })

  it('is reached by steps alone from one end to the other', () => {
    const list = tableOf(2_000_000)
    const steps = Math.ceil(endOf(list) / 3000)
    let place = start
    for (let n = 0; n < steps; n++) {
      place = scrolledTo(Math.min(list.range, place.top + 3000), place, list)
    }
    expect(place).toEqual({ before: list.rows - list.laidOut, top: list.range })
    for (let n = 0; n < steps; n++) place = scrolledTo(Math.max(0, place.top - 3000), place, list)
    expect(place).toEqual(start)
  })

  it('keeps the rows in view when the list grows, and its end when the list shrinks', () => {
    const whole = tableOf(1_100_000)
    const grown = tableOf(1_100_200)
    const place = settled({ before: 0, top: whole.range }, grown)
    expect(offsetOf(place, grown)).toBe(whole.range)
    expect(place.top).toBeLessThanOrEqual(grown.range)
    const small = tableOf(300)
    expect(settled(place, small)).toEqual({ before: 0, top: small.range })
    expect(settled(place, tableOf(3))).toEqual(start)
  })
})

describe('showing a row', () => {
  it('is exact for every row, and does not move for one that is in view', () => {
    fc.assert(
      fc.property(tallLists, shares, shares, (list, share, from) => {
        fc.pre(list.viewport > list.rowHeight + 42)
        const row = Math.round(share * (list.rows - 1))
        const offset = offsetShowing(row, from * endOf(list), list)
        // From the upper edge of what rows are seen in; 42 px are taken by what surrounds them.
        const top = row * list.rowHeight - offsetOf(placeAt(offset, list), list)
        expect(top).toBeGreaterThanOrEqual(-0.01)
        expect(top + list.rowHeight + 42).toBeLessThanOrEqual(list.viewport + 0.01)
        expect(offsetShowing(row, offset, list)).toBe(offset)
      }),
    )
  })

  it('goes to the very ends for the first and the last row', () => {
    const list = tableOf(50_000_000)
    expect(offsetShowing(0, 700_000_000, list)).toBe(0)
    expect(offsetShowing(49_999_999, 0, list)).toBe(endOf(list))
  })
})
