import { describe, expect, it } from 'vitest'
import { readBenchCommand } from '../command-line.ts'
import { judge } from './judge.ts'
import type { Bench, RowPlan } from './row.ts'
import { ratiosOf, runRows } from './run-rows.ts'
import { median, percentile, spread } from './statistics.ts'
import { tableText } from './table.ts'

const bench: Bench = { runs: 5, say: () => {} }
const plan = (more: Partial<RowPlan> = {}): RowPlan => ({
  id: 'row',
  what: 'some work',
  against: 'a peer',
  goal: 1.3,
  measure: async () => ({ samples: [1.3, 1.1, 1.2, 1.5, 1.4] }),
  ...more,
})

describe('The figures of a row', () => {
  it('are the median and the distance of its runs', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), spread([3, 1, 2])]).toEqual([2, 2.5, 2])
    expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5)
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3)
    expect(() => median([])).toThrow()
  })

  it('are a ratio, or a value with its unit', () => {
    expect(judge(plan(), { samples: [1.3, 1.1, 1.2, 1.5, 1.4] })).toEqual({
      id: 'row',
      what: 'some work',
      against: 'a peer',
      goal: 1.3,
      ratio: 1.3,
      spread: 0.4,
      pass: true,
    })
    const value = judge(plan({ unit: 'KB', against: '', goal: 300 }), { samples: [250, 250, 250, 250, 250] })
    expect(value).toMatchObject({ value: 250, unit: 'KB', spread: 0, pass: true })
    expect(value).not.toHaveProperty('ratio')
  })

  it('pass by the exact median, not by the rounded one', () => {
    expect(judge(plan(), { samples: [1.30001, 1.30001, 1.30001, 1.30001, 1.30001] })).toMatchObject({
      ratio: 1.3,
      pass: false,
    })
  })

  it('do not pass when something else that was promised is not kept', () => {
    const row = judge(plan(), { samples: [1, 1, 1, 1, 1], broken: ['a task of 140 ms'] })
    expect(row.pass).toBe(false)
    expect(row.notes).toEqual(['Not kept: a task of 140 ms'])
  })

  it('need five runs with a figure', () => {
    expect(() => judge(plan(), { samples: [1, 1, 1, 1] })).toThrow('4 runs')
    expect(() => judge(plan(), { samples: [1, 1, 1, 1, Number.NaN] })).toThrow('without a figure')
  })
})

describe('The rows', () => {
  it('go on after one that cannot be measured, which stays as an error', async () => {
    const broken = plan({ id: 'broken', measure: () => Promise.reject(new Error('bru is not installed.')) })
    const rows = await runRows([broken, plan()], bench)
    expect(rows.map(({ id, pass }) => [id, pass])).toEqual([
      ['broken', false],
      ['row', true],
    ])
    expect(rows[0]).toMatchObject({ error: 'bru is not installed.', spread: null })
    expect(tableText(rows)).toMatch(/broken .* ERROR [\s\S]*broken: bru is not installed\./)
  })

  it('are measured in turn with what they are compared with', async () => {
    const order: string[] = []
    const take = (name: string, ms: number) => async () => {
      order.push(name)
      return ms
    }
    expect(await ratiosOf(bench, take('ours', 6), take('other', 4))).toEqual([1.5, 1.5, 1.5, 1.5, 1.5])
    expect(order.join(' ')).toBe('ours other other ours ours other other ours ours other')
  })

  it('stand in a table that says what was missed', async () => {
    const rows = await runRows(
      [plan(), plan({ id: 'slow', goal: 1 }), plan({ id: 'info', informational: true, goal: 1 })],
      bench,
    )
    expect(tableText(rows)).toContain('row   1.3 times  1.3 times  0.4     pass    some work, against a peer')
    expect(tableText(rows)).toMatch(/slow .* MISSED/)
    expect(tableText(rows)).toMatch(/info .* info /)
  })
})

describe('The command line', () => {
  it('takes rows, a file for JSON and a number of runs', () => {
    expect(readBenchCommand(['a', '--json', 'out.json', 'b', '--runs', '7'])).toEqual({
      rows: ['a', 'b'],
      json: 'out.json',
      runs: 7,
    })
    expect(readBenchCommand([])).toEqual({ rows: [], json: undefined, runs: 5 })
  })

  it.each([[['--runs', '4']], [['--runs', 'many']], [['--jsn', 'out.json']]])('refuses %j', args => {
    expect(() => readBenchCommand(args)).toThrow()
  })
})
