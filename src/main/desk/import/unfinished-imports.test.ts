import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKeyring } from '../../../../tools/with-keyring.mjs'
import { type Connection, connectionFieldsSchema } from '../../../shared/connection.ts'
import { createKeychain, type Keychain } from '../../connections/index.ts'
import { keychainForks } from '../../connections/keychain-fork.test-support.ts'
import { csv, fileIn, setUpImports } from './imports.test-support.ts'

let folder: string
let data: string
let keychain: Keychain
let cleanUp: (() => Promise<void>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'))
  data = await mkdtemp(join(tmpdir(), 'imports-data-'))
  const keyring = await startKeyring('unlocked')
  const forks = keychainForks(keyring.env)
  cleanUp = [() => forks.stop(), () => keyring.stop()]
  keychain = createKeychain({
    fork: forks.fork,
    service: 'Explorer test',
    timeLimitMs: 10_000,
    platform: 'linux',
  })
})
afterEach(async () => {
  for (const each of cleanUp) await each()
  for (const each of [folder, data]) await rm(each, { recursive: true, force: true })
})

const app = (diesAfter?: number) =>
  setUpImports({ data, keychain, ...(diesAfter === undefined ? {} : { diesAfter }) })
const clientsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `client-${String(index).padStart(3, '0')}`)
const listOf = (count: number): string =>
  csv(...clientsOf(count).map(id => `Name of ${id},${id},secret of ${id},key of ${id}`))
const fieldsOf = (connection: Connection) =>
  connectionFieldsSchema.parse(
    Object.fromEntries(Object.entries(connection).filter(([name]) => name in connectionFieldsSchema.shape)),
  )
const notes = async (): Promise<string[]> => {
  const names = await readdir(join(data, 'imports')).catch(() => [])
  return Promise.all(names.map(name => readFile(join(data, 'imports', name), 'utf8')))
}

/** Imports a list and is killed in the middle of it. */
async function killedImport(path: string, after: number, duplicates: 'update' | 'skip' = 'skip') {
  const { imports, ended } = app(after)
  const { importId } = await imports.open([path])
  await imports.start(importId, duplicates)
  await ended()
  return importId
}

describe('An import that the end of the app cut short', () => {
  it('is told with what is saved, goes on with the rest, and is forgotten at its end', async () => {
    const path = await fileIn(folder, 'customers.csv', listOf(130))
    // In the second batch: some are noted as saved, some only as about to be.
    const importId = await killedImport(path, 112)

    const { imports, connections, clients, heard, ended } = app()
    expect(await imports.unfinished()).toEqual([
      { importId, files: ['customers.csv'], unreadable: [], total: 130, created: 112, updated: 0 },
    ])
    const preview = await imports.resume(importId)
    const states = preview.rows.map(({ state }) => state)
    expect(states.filter(state => state === 'added')).toHaveLength(112)
    expect(states.filter(state => state === 'new')).toHaveLength(18)
    await imports.start(importId, preview.duplicates)
    await ended()
    expect(heard.at(-1)).toMatchObject({ state: 'finished', total: 18, done: 18 })
    expect(heard.at(-1)?.source).toEqual({ files: ['customers.csv'], notTaken: 0 })
    expect(await clients()).toEqual(clientsOf(130))
    const { connections: all } = await connections.list()
    const some = all.find(({ clientId }) => clientId === 'client-120')
    expect(await connections.readCredentials(some?.id ?? '')).toMatchObject({ apiKey: 'key of client-120' })
    expect(await imports.unfinished()).toEqual([])
    expect(await notes()).toEqual([])
  })

  it('is undone: what it created goes, what it updated stays, and so does all else', async () => {
    const before = app()
    const first = await before.imports.open([await fileIn(folder, 'some.csv', listOf(2))])
    await before.imports.start(first.importId, 'skip')
    await before.ended()
    const importId = await killedImport(
      await fileIn(folder, 'customers.csv', listOf(20).replaceAll('Name', 'New name')),
      7,
      'update',
    )

    const { imports, connections, clients } = app()
    expect(await imports.unfinished()).toMatchObject([{ total: 20, created: 5, updated: 2 }])
    expect(await imports.undo(importId)).toEqual({ removed: 5, problem: null })
    expect(await clients()).toEqual(clientsOf(2))
    const { connections: all } = await connections.list()
    expect(all.map(({ name }) => name)).toEqual(['New name of client-000', 'New name of client-001'])
    expect(await imports.unfinished()).toEqual([])
    await expect(imports.undo(importId)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not taken to have made what was made by hand after it', async () => {
    const importId = await killedImport(await fileIn(folder, 'customers.csv', listOf(20)), 5)
    const { imports, connections, drafts, clients } = app()
    await imports.recover()
    const { connections: all } = await connections.list()
    const [some] = all
    if (some === undefined) throw new Error('Nothing was saved.')
    const { draftId } = drafts.open()
    await connections.save({
      connectionId: null,
      draftId,
      fields: { ...fieldsOf(some), clientId: 'client-010' },
      secretStorage: 'keychain',
    })
    expect(await imports.unfinished()).toMatchObject([{ created: 5 }])
    await imports.undo(importId)
    expect(await clients()).toEqual(['client-010'])
  })

  it('counts only what is still there', async () => {
    const importId = await killedImport(await fileIn(folder, 'customers.csv', listOf(20)), 5)
    const { imports, connections } = app()
    const { connections: all } = await connections.list()
    await connections.remove(all[0]?.id ?? '')
    expect(await imports.unfinished()).toMatchObject([{ importId, created: 4 }])
  })

  it('is forgotten when it is dismissed, and when all but its last note was done', async () => {
    const importId = await killedImport(await fileIn(folder, 'customers.csv', listOf(20)), 5)
    const { imports, clients } = app()
    await imports.dismiss(importId)
    expect(await imports.unfinished()).toEqual([])
    expect(await clients()).toHaveLength(5)
    await killedImport(await fileIn(folder, 'others.csv', listOf(30).replaceAll('client-', 'other-')), 30)
    expect(await notes()).toHaveLength(1)
    expect(await app().imports.unfinished()).toEqual([])
    expect(await notes()).toEqual([])
  })

  it('says which file is gone, which cannot be read, and does not go on', async () => {
    const [gone, kept] = [
      await fileIn(folder, 'gone.csv', listOf(3)),
      await fileIn(folder, 'kept.csv', listOf(20).replaceAll('client-', 'other-')),
    ]
    const { imports, ended } = app(8)
    const { importId } = await imports.open([gone, kept])
    await imports.start(importId, 'skip')
    await ended()
    await rm(gone)
    const again = app().imports
    const [waiting] = await again.unfinished()
    expect(waiting).toMatchObject({
      files: ['gone.csv', 'kept.csv'],
      unreadable: [{ name: 'gone.csv', isGone: true }],
    })
    await expect(again.resume(importId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await again.undo(importId)).toEqual({ removed: 8, problem: null })
  })

  it('says which file cannot be read', async () => {
    const path = await fileIn(folder, 'customers.csv', listOf(20))
    await killedImport(path, 5)
    await rm(path)
    await symlink(path, path)
    expect(await app().imports.unfinished()).toMatchObject([
      { unreadable: [{ name: 'customers.csv', isGone: false }] },
    ])
  })

  it('reads its files as they were read, with what was corrected, but for secrets that were typed', async () => {
    const rows = clientsOf(20).map(id => `${id};CANARY of ${id};CANARY key of ${id};Name of ${id}`)
    rows[17] = ';CANARY 17;CANARY key 17;Corrected'
    rows[18] = 'client-018;CANARY\u0007;CANARY key 18;Typed'
    rows[0] = 'client-000;CANARY\u0007;CANARY key 0;Typed and saved'
    const path = await fileIn(folder, 'customers.csv', rows.join('\n'))
    const columns = ['client_id', 'client_secret', 'api_key', 'name'] as const
    const first = app(5)
    const { importId } = await first.imports.open([path])
    const mapped = await first.imports.map(importId, 0, {
      columns: [...columns],
      delimiter: ';',
      firstLineIsRow: true,
    })
    const keyOf = (name: string): number => mapped.rows.find(({ cells }) => cells.name === name)?.key ?? -1
    await first.imports.mend(importId, keyOf('Corrected'), { client_id: 'corrected' }, null)
    for (const name of ['Typed', 'Typed and saved']) {
      const { draftId } = first.drafts.open()
      first.drafts.setSecret(draftId, 'clientSecret', 'CANARY that was typed')
      await first.imports.mend(importId, keyOf(name), {}, draftId)
    }
    await first.imports.start(importId, 'skip')
    await first.ended()
    const noted = await notes()
    expect(noted.join()).toContain('corrected')
    expect(noted.join()).not.toContain('CANARY')

    const { imports, drafts, clients, ended } = app()
    const preview = await imports.resume(importId)
    const rowOf = (name: string) => preview.rows.find(({ cells }) => cells.name === name)
    expect(preview.rows.filter(({ state }) => state === 'added')).toHaveLength(5)
    expect(rowOf('Typed and saved')).toMatchObject({ state: 'added' })
    expect(rowOf('Corrected')).toMatchObject({ state: 'new', cells: { client_id: 'corrected' } })
    expect(rowOf('Typed')).toMatchObject({ state: 'wrong', hasSecret: { clientSecret: false, apiKey: true } })
    expect(rowOf('Typed')?.reason).toBe('client_secret: was typed and is not kept. Type it again.')
    const { draftId } = drafts.open()
    drafts.setSecret(draftId, 'clientSecret', 'typed again')
    const mended = await imports.mend(importId, rowOf('Typed')?.key ?? -1, {}, draftId)
    expect(mended.rows.every(({ state }) => state === 'added' || state === 'new')).toBe(true)
    await imports.start(importId, 'skip')
    await ended()
    expect(await clients()).toHaveLength(20)
  })

  it('reads a file that was changed meanwhile as that says itself', async () => {
    const path = await fileIn(folder, 'customers.csv', listOf(20))
    const first = app(5)
    const { importId } = await first.imports.open([path])
    await first.imports.map(importId, 0, {
      columns: ['name', 'client_id', 'client_secret', 'api_key'],
      delimiter: ',',
      firstLineIsRow: false,
    })
    await first.imports.start(importId, 'skip')
    await first.ended()
    await writeFile(path, ['client_secret,client_id,name', 'CANARY secret,client-000,A'].join('\n'))
    const preview = await app().imports.resume(importId)
    expect(JSON.stringify(preview)).not.toContain('CANARY')
    expect(preview.rows).toMatchObject([{ state: 'added', cells: { client_id: 'client-000' } }])
  })

  it('ends with another import of the same file, which takes its place', async () => {
    const path = await fileIn(folder, 'customers.csv', listOf(20))
    await killedImport(path, 5)
    const second = app(3)
    const { importId } = await second.imports.open([path])
    await second.imports.start(importId, 'skip')
    await second.ended()
    const third = app()
    expect(await third.imports.unfinished()).toMatchObject([{ importId, total: 20, created: 8 }])
    const again = await third.imports.open([path])
    await third.imports.start(again.importId, 'skip')
    await third.ended()
    expect(await third.imports.unfinished()).toEqual([])
    expect(await third.clients()).toHaveLength(20)
  })

  it('whose note is damaged is told to the log and no more; one of a newer version is left alone', async () => {
    await mkdir(join(data, 'imports'), { recursive: true })
    await writeFile(join(data, 'imports', 'x.json'), '{"version":1')
    await writeFile(join(data, 'imports', 'newer.json'), '{"version":2}')
    const { imports, problems } = app()
    expect(await imports.unfinished()).toEqual([])
    expect(await imports.unfinished()).toEqual([])
    expect(problems).toEqual(['The note of an import, x.json, could not be read.'])
    expect(await readdir(join(data, 'imports'))).toEqual(['newer.json', 'x.json.damaged'])
  })
})

describe('An import whose secrets went with the app', () => {
  it('has its rows as known ones, to be updated', async () => {
    const path = await fileIn(folder, 'customers.csv', listOf(20))
    const first = setUpImports({ data, diesAfter: 5 })
    const { importId } = await first.imports.open([path])
    await first.imports.start(importId, 'skip')
    await first.ended()

    const { imports, connections, heard, ended, clients } = setUpImports({ data })
    const { rows } = await imports.resume(importId)
    expect(rows.filter(({ state }) => state === 'duplicate')).toHaveLength(5)
    await imports.start(importId, 'update')
    await ended()
    expect(heard.at(-1)).toMatchObject({ state: 'finished', done: 20, source: null })
    expect(await clients()).toEqual(clientsOf(20))
    const { connections: all } = await connections.list()
    expect(all.every(({ hasSecret }) => hasSecret.clientSecret && hasSecret.apiKey)).toBe(true)
  })
})

describe('An import that was stopped', () => {
  it('waits without the files that were deleted when they were done with', async () => {
    const done = await fileIn(folder, 'done.csv', listOf(3))
    const left = await fileIn(folder, 'left.csv', listOf(60).replaceAll('client-', 'other-'))
    const { imports, ended } = setUpImports({
      data,
      keychain,
      onProgress: ({ importId, state, done: count }, own) => {
        if (state === 'running' && count > 3) own.stop(importId)
      },
    })
    const { importId } = await imports.open([done, left])
    await imports.start(importId, 'skip')
    await ended()
    expect(await imports.deleteSource(importId)).toEqual(['done.csv'])
    await imports.close(importId)
    expect(await imports.unfinished()).toMatchObject([{ files: ['left.csv'], unreadable: [], total: 63 }])
    const { rows } = await imports.resume(importId)
    expect(rows).toHaveLength(60)
  })

  it('waits like one that was killed, and is none of them while it is under way', async () => {
    let seen: Promise<unknown> | null = null
    const { imports, ended, heard } = setUpImports({
      data,
      keychain,
      onProgress: (progress, own) => {
        if (progress.state !== 'running' || progress.done === 0) return
        seen ??= own.unfinished()
        own.stop(progress.importId)
      },
    })
    const { importId } = await imports.open([await fileIn(folder, 'customers.csv', listOf(400))])
    await imports.start(importId, 'skip')
    await ended()
    expect(await seen).toEqual([])
    await imports.close(importId)
    const created = heard.at(-1)?.done
    expect(await imports.unfinished()).toMatchObject([{ importId, total: 400, created }])
  })
})
