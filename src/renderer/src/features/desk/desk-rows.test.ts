import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../shared/check.ts'
import { type Connection, emptyConnectionFields } from '../../../../shared/connection.ts'
import type { DeskResult } from '../../../../shared/desk.ts'
import {
  changeOf,
  filterRows,
  headlineOf,
  inOrder,
  isNew,
  joinRows,
  linesOf,
  sortedIds,
} from './desk-rows.ts'

function connection(id: string, customer: string, name = id): Connection {
  return {
    ...emptyConnectionFields,
    id,
    name,
    customer,
    clientId: `client-${id}`,
    secretStorage: 'keychain',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: true,
    ephemeral: false,
    createdAt: '',
    updatedAt: '',
  }
}

function result(connectionId: string, verdict: Verdict, before?: Verdict): DeskResult {
  return {
    connectionId,
    at: '2026-11-23T10:00:00Z',
    verdict,
    failingStep: null,
    headline: 'What it means',
    applications: 1,
    nearestExpiry: null,
    nextExpiry: null,
    lastWorked: null,
    previous: null,
    base: before === undefined ? null : { at: '2026-11-22T10:00:00Z', verdict: before },
  }
}

function rowsOf(list: readonly (readonly [Connection, DeskResult | undefined])[], checking: string[] = []) {
  const results = new Map(list.flatMap(([{ id }, each]) => (each === undefined ? [] : [[id, each] as const])))
  return joinRows(inOrder(list.map(([each]) => each)), results, new Set(checking))
}

const now = Date.parse('2026-11-23T12:00:00Z')

const some = [
  [connection('a', 'Zeta'), result('a', 'works', 'client_refused')],
  [connection('b', 'Acme'), result('b', 'client_refused', 'works')],
  [connection('c', 'Acme'), result('c', 'expiring', 'works')],
  [connection('d', ''), undefined],
] as const

describe('The rows of the desk', () => {
  it('are sorted by environment, by the name that people read', () => {
    const at = (id: string, environment: Connection['environment'], apiBaseUrl: string): Connection => ({
      ...connection(id, 'Acme'),
      environment,
      apiBaseUrl,
    })
    const rows = rowsOf([
      [at('a', 'weightron', ''), undefined],
      [at('b', 'custom', 'https://api.example.com/v1'), undefined],
      [at('c', 'demo', ''), undefined],
    ])
    expect(sortedIds(rows, { column: 'environment', descending: false })).toEqual(['b', 'c', 'a'])
  })

  it('are sorted by what needs somebody first, then by customer and name; unknown values come last', () => {
    const rows = rowsOf(some)
    expect(sortedIds(rows, { column: 'verdict', descending: false })).toEqual(['b', 'c', 'd', 'a'])
    expect(sortedIds(rows, { column: 'connection', descending: true })).toEqual(['a', 'c', 'b', 'd'])
    expect(sortedIds(rows, { column: 'checked', descending: true }).at(-1)).toBe('d')
  })

  it('are found by verdict, by what changed, and by words in any order', () => {
    const rows = rowsOf(some, ['a'])
    const ids = (filter: Partial<Parameters<typeof filterRows>[1]>) =>
      filterRows(rows, { tone: 'all', change: null, facets: {}, search: '', ...filter }, now).map(
        row => row.connection.id,
      )
    expect(ids({ tone: 'broken' })).toEqual(['b'])
    expect(ids({ tone: 'checking' })).toEqual(['a'])
    expect(ids({ change: 'repaired' })).toEqual(['a'])
    expect(ids({ search: 'CLIENT-c acme' })).toEqual(['c'])
    expect(ids({ facets: { customer: ['Acme'], verdict: ['Client refused'] } })).toEqual(['b'])
    expect(ids({ facets: { customer: ['Without a customer'] } })).toEqual(['d'])
    expect(ids({ facets: { customer: ['Zeta', 'Without a customer'] } })).toEqual(['d', 'a'])
    expect(ids({ facets: { tag: ['north'] } })).toEqual([])
  })

  it('that end within 30 days also end within 90', () => {
    const ending = (id: string, days: number) =>
      [
        connection(id, ''),
        { ...result(id, 'works'), nearestExpiry: new Date(now + days * 86_400_000).toISOString() },
      ] as const
    const rows = rowsOf([ending('a', 10), ending('b', 60), ending('c', 200)])
    const ids = (...expiry: string[]) =>
      filterRows(rows, { tone: 'all', change: null, facets: { expiry }, search: '' }, now).map(
        row => row.connection.id,
      )
    expect(ids('Within 30 days')).toEqual(['a'])
    expect(ids('Within 90 days')).toEqual(['a', 'b'])
    expect(ids('Later', 'Within 30 days')).toEqual(['a', 'c'])
  })

  it('say what the last check changed', () => {
    const change = (now: Verdict, before?: Verdict) => changeOf({ result: result('x', now, before) })
    expect(change('client_refused', 'works')).toBe('broken')
    expect(change('works', 'api_unreachable')).toBe('repaired')
    expect(change('expiring', 'works')).toBe('expiring')
    expect(change('client_refused', 'api_unreachable')).toBeNull()
    expect(change('works')).toBeNull()
    expect(isNew({ result: result('x', 'client_refused', 'api_unreachable') })).toBe(true)
    expect(isNew({ result: result('x', 'works') })).toBe(false)
  })

  it('stand in groups, what is missing last', () => {
    const lines = linesOf(rowsOf(some), 'customer', now)
    expect(
      lines.map(line => (line.kind === 'row' ? line.row.connection.id : `${line.title}:${line.failing}`)),
    ).toEqual(['Acme:1', 'b', 'c', 'Zeta:0', 'a', 'Without a customer:0', 'd'])
  })

  it.each([
    [some, '1 of 4 does not work'],
    [[some[3]], 'Nothing was checked yet'],
    [[some[0]], 'The connection works'],
    [[some[0], some[3]], 'All 1 that were checked work'],
  ] as const)('have a headline', (list, text) => {
    expect(headlineOf(rowsOf(list))).toBe(text)
  })
})
