import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyQuery } from '../../shared/documents.ts'
import { createQueryHistory } from './query-history.ts'
import { aConnection } from './testing/bench.ts'

const collection = { applicationId: 'app', collectionId: 'weighings' }
const query = (q: string) => ({ ...emptyQuery, q })
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queries-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const historyOf = (limit = 30) =>
  createQueryHistory({ folder: join(folder, 'queries'), limit: () => limit, now: () => 42 })

describe('the query history', () => {
  it('keeps queries newest first, without duplicates, up to the limit, and across restarts', async () => {
    const history = historyOf(3)
    for (const q of ['a', 'b', 'c', ' a ', 'd'])
      await history.remember(aConnection, { ...collection, query: query(q) })
    const kept = await historyOf(3).list(aConnection, collection)
    expect(kept.map(entry => entry.q)).toEqual(['d', ' a ', 'c'])
  })

  it('keeps collections and connections apart', async () => {
    const history = historyOf()
    await history.remember(aConnection, { ...collection, query: query('a') })
    expect(await history.list(aConnection, { ...collection, collectionId: 'other' })).toEqual([])
    expect(
      await history.list({ ...aConnection, id: 'a0000000-0000-4000-8000-000000000000' }, collection),
    ).toEqual([])
  })

  it('loses nothing when many are remembered at once', async () => {
    const history = historyOf()
    await Promise.all(
      [...'abcdefgh'].map(q => history.remember(aConnection, { ...collection, query: query(q) })),
    )
    expect(await history.list(aConnection, collection)).toHaveLength(8)
  })

  it('writes a file that only its owner reads', async () => {
    await historyOf().remember(aConnection, { ...collection, query: query('a') })
    const file = await stat(join(folder, 'queries', `${aConnection.id}.json`))
    expect(file.mode & 0o777).toBe(0o600)
  })

  it.each(['{"version":1,', '{"version":2,"collections":[]}', '[]'])(
    'sets the damaged file %s aside',
    async text => {
      const history = historyOf()
      await history.remember(aConnection, { ...collection, query: query('a') })
      await writeFile(join(folder, 'queries', `${aConnection.id}.json`), text)
      expect(await history.list(aConnection, collection)).toEqual([])
      expect(await readFile(join(folder, 'queries', `${aConnection.id}.damaged-42.json`), 'utf8')).toBe(text)
      await history.remember(aConnection, { ...collection, query: query('b') })
      expect(await history.list(aConnection, collection)).toHaveLength(1)
    },
  )

  it('writes nothing for the empty query, without history, with a limit of 0 or for an ephemeral connection', async () => {
    const ephemeral = { ...aConnection, ephemeral: true }
    const history = historyOf()
    await history.remember(aConnection, { ...collection, query: emptyQuery })
    await history.remember({ ...aConnection, keepHistory: false }, { ...collection, query: query('a') })
    await historyOf(0).remember(aConnection, { ...collection, query: query('a') })
    await history.remember(ephemeral, { ...collection, query: query('a') })
    expect(await readdir(folder)).toEqual([])
    expect(await history.list(ephemeral, collection)).toHaveLength(1)
  })

  it('clears everything, and forgets one connection', async () => {
    const history = historyOf()
    const other = { ...aConnection, id: 'a0000000-0000-4000-8000-000000000000' }
    for (const connection of [aConnection, other])
      await history.remember(connection, { ...collection, query: query('a') })
    await history.forget(aConnection.id)
    expect(await history.list(aConnection, collection)).toEqual([])
    expect(await history.list(other, collection)).toHaveLength(1)
    await history.clear()
    expect(await history.list(other, collection)).toEqual([])
  })
})
