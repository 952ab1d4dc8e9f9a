import { describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../../../shared/connection.ts'
import {
  byCustomer,
  matchesSearch,
  placesAmongSiblings,
  type SidebarTree,
  sidebarRows,
  treeStep,
} from './sidebar-rows.ts'

const connection = (
  id: string,
  name: string,
  customer: string,
  tags: readonly string[] = [],
): Connection => ({
  ...emptyConnectionFields,
  id,
  name,
  customer,
  tags: [...tags],
  secretStorage: 'keychain',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: true,
  ephemeral: false,
  createdAt: '2026-11-23T12:00:00Z',
  updatedAt: '2026-11-23T12:00:00Z',
})

const application = (id: string) => ({ id, name: id, company: null, expiry: null, expiresInDays: null })

const tree = (changes: Partial<SidebarTree> = {}): SidebarTree => ({
  connections: [
    connection('1', 'Silo sync', 'Tidewell Grain', ['pilot']),
    connection('2', 'Harvest 10', 'Tidewell Grain'),
    connection('3', 'Harvest 9', 'Tidewell Grain'),
    connection('4', 'Old integration', ''),
    connection('5', 'Yard dashboard', 'Okafor Recycling'),
  ],
  search: '',
  folds: {},
  open: new Set(),
  applicationsOf: () => 'waiting',
  collectionsOf: () => 'waiting',
  ...changes,
})

const keys = (changes: Partial<SidebarTree>): readonly string[] =>
  sidebarRows(tree(changes)).map(row => row.key)

describe('the connections in the sidebar', () => {
  it('are grouped by customer, those without one last, numbers in their order', () => {
    const groups = byCustomer(tree().connections).map(([name, own]) => [name, ...own.map(({ name }) => name)])
    expect(groups).toEqual([
      ['Okafor Recycling', 'Yard dashboard'],
      ['Tidewell Grain', 'Harvest 9', 'Harvest 10', 'Silo sync'],
      ['No customer', 'Old integration'],
    ])
  })

  it('are found by name, customer and tag, every word counting', () => {
    const silo = connection('1', 'Silo sync', 'Tidewell Grain', ['pilot'])
    expect(['silo', 'grain PILOT', 'silo yard'].map(search => matchesSearch(silo, search))).toEqual([
      true,
      true,
      false,
    ])
  })

  it('that match are shown even where their customer is folded', () => {
    const folds = { 'customer Tidewell Grain': false }
    expect(keys({ folds })).not.toContain('connection 1')
    expect(keys({ folds, search: 'silo' })).toEqual(['customer Tidewell Grain', 'connection 1'])
  })
})

describe('an open connection', () => {
  const open = { open: new Set(['5']), search: 'yard' }

  it('unfolds to its applications, and those to their collections', () => {
    const rows = keys({
      ...open,
      folds: { 'application 5 a': true },
      applicationsOf: () => [application('a'), application('b')],
      collectionsOf: () => [{ id: 'w', name: 'weighings', description: null }],
    })
    expect(rows.slice(1)).toEqual(['connection 5', 'application 5 a', 'collection 5 a w', 'application 5 b'])
  })

  it('says so when its applications could not be read', () => {
    const rows = sidebarRows(tree({ ...open, applicationsOf: () => 'failed' }))
    expect(rows.at(-1)).toMatchObject({ kind: 'note', text: 'Could not be read' })
  })
})

describe('a key in the tree', () => {
  const rows = sidebarRows(
    tree({
      open: new Set(['5']),
      search: 'yard',
      folds: { 'application 5 a': false },
      applicationsOf: () => [application('a')],
    }),
  )

  it('moves up and down and to the ends', () => {
    const step = (key: string) => treeStep(rows, 'connection 5', key)
    expect([step('ArrowDown'), step('ArrowUp'), step('End')]).toEqual([
      { focus: 'application 5 a' },
      { focus: 'customer Okafor Recycling' },
      { focus: 'application 5 a' },
    ])
  })

  it('to the right unfolds first and goes in then', () => {
    expect(treeStep(rows, 'application 5 a', 'ArrowRight')).toEqual({
      fold: 'application 5 a',
      expanded: true,
    })
    expect(treeStep(rows, 'connection 5', 'ArrowRight')).toEqual({ focus: 'application 5 a' })
  })

  it('to the left folds first and goes out then', () => {
    expect(treeStep(rows, 'connection 5', 'ArrowLeft')).toEqual({ fold: 'connection 5', expanded: false })
    expect(treeStep(rows, 'application 5 a', 'ArrowLeft')).toEqual({ focus: 'connection 5' })
  })
})

describe('the place of a row among its siblings', () => {
  it('counts within the same parent, and starts again below the next one', () => {
    const rows = sidebarRows(
      tree({ open: new Set(['3']), applicationsOf: () => [application('a'), application('b')] }),
    )
    const places = placesAmongSiblings(rows)
    expect(rows.map(({ key }, index) => `${key}: ${places[index]?.position}/${places[index]?.of}`)).toEqual([
      'customer Okafor Recycling: 1/3',
      'connection 5: 1/1',
      'customer Tidewell Grain: 2/3',
      'connection 3: 1/3',
      'application 3 a: 1/2',
      'application 3 b: 2/2',
      'connection 2: 2/3',
      'connection 1: 3/3',
      'customer No customer: 3/3',
      'connection 4: 1/1',
    ])
  })
})
