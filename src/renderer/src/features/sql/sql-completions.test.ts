import { describe, expect, it } from 'vitest'
import type { SqlTable } from '../../../../shared/sql.ts'
import { completionsAt } from './sql-completions.ts'

const column = (identifier: string, type = 'VARCHAR') => ({
  ...{ identifier, type, isMasked: false },
  path: identifier.replaceAll('"', ''),
})
const tables: readonly SqlTable[] = [
  {
    ...{ datasetId: 'a', identifier: 'weighings', name: 'weighings', documents: 20_000 },
    columns: [column('site'), column('netKg', 'BIGINT'), column('"vehicle.haulier"')],
  },
  {
    ...{ datasetId: 'b', identifier: '"Sales 2026"', name: 'Sales 2026', documents: 3 },
    columns: [column('amount', 'DOUBLE')],
  },
]

/** What is offered at the bar in a statement. */
function offered(marked: string, explicit = false): readonly string[] {
  const place = marked.indexOf('|')
  const found = completionsAt(marked.replace('|', ''), place, tables, explicit)
  return found?.options.map(({ label }) => label) ?? []
}

describe('completion of SQL', () => {
  it('offers datasets after FROM and JOIN, as they are written in SQL', () => {
    expect(offered('SELECT * FROM w|')).toEqual(['weighings', '"Sales 2026"'])
    expect(offered('SELECT * FROM weighings JOIN |', true)).toEqual(['weighings', '"Sales 2026"'])
  })

  it('offers the columns of the datasets that are named, before all else', () => {
    const all = offered('SELECT n| FROM weighings')
    expect(all.slice(0, 3)).toEqual(['site', 'netKg', '"vehicle.haulier"'])
    expect(all).not.toContain('amount')
    expect(all).toContain('count')
    expect(all).toContain('GROUP')
  })

  it('offers the columns of one dataset after its name or its alias and a dot', () => {
    expect(offered('SELECT weighings.| FROM weighings')).toEqual(['site', 'netKg', '"vehicle.haulier"'])
    expect(offered('SELECT s.a| FROM weighings w JOIN "Sales 2026" AS s')).toEqual(['amount'])
  })

  it('replaces a name in quotes with its quotes', () => {
    const text = 'SELECT "veh'
    expect(completionsAt(text, text.length, tables, false)?.from).toBe(7)
  })

  it('offers nothing inside text, in a comment, or before anything was typed', () => {
    expect(offered("SELECT 'fr|")).toEqual([])
    expect(offered('SELECT 1 -- fr|')).toEqual([])
    expect(offered('SELECT |')).toEqual([])
    expect(offered('SELECT |', true)).not.toEqual([])
  })
})
