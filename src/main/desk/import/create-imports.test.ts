import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKeyring } from '../../../../tools/with-keyring.mjs'
import type { ImportProgress } from '../../../shared/desk.ts'
import { createKeychain, type Keychain } from '../../connections/index.ts'
import { keychainForks } from '../../connections/keychain-fork.test-support.ts'
import type { Imports } from './create-imports.ts'
import { csv, fileIn, noKeychain, setUpImports } from './imports.test-support.ts'

let folder: string
let data: string
const cleanUp: (() => Promise<void>)[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'))
  data = await mkdtemp(join(tmpdir(), 'imports-data-'))
})
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each()
  for (const each of [folder, data]) await rm(each, { recursive: true, force: true })
})

/** One that works, on a keyring of its own. */
async function realKeychain(): Promise<Keychain> {
  const keyring = await startKeyring('unlocked')
  cleanUp.push(() => keyring.stop())
  const forks = keychainForks(keyring.env)
  cleanUp.push(() => forks.stop())
  return createKeychain({
    fork: forks.fork,
    service: 'Explorer test',
    timeLimitMs: 10_000,
    platform: 'linux',
  })
}

const setUp = (
  onProgress: (progress: ImportProgress, imports: Imports) => void = () => {},
  keychain: Keychain = noKeychain,
) => setUpImports({ data, onProgress, keychain })
const file = (name: string, text: string): Promise<string> => fileIn(folder, name, text)

describe('An import', () => {
  it('takes a secret that is typed for a row, and tells nothing of it', async () => {
    const { imports, connections, drafts, ended } = setUp()
    const path = await file('list.csv', csv('A,a,CANARY\u0007,', 'B,b,CANARY-2,CANARY-3'))
    const { importId, rows } = await imports.open([path])
    expect(rows[0]).toMatchObject({ state: 'wrong', hasSecret: { clientSecret: true, apiKey: false } })
    const { draftId } = drafts.open()
    drafts.setSecret(draftId, 'clientSecret', 'CANARY-4')
    drafts.setSecret(draftId, 'apiKey', 'CANARY-5')
    const mended = await imports.mend(importId, rows[0]?.key ?? 0, {}, draftId)
    expect(mended.rows[0]).toMatchObject({ state: 'new', hasSecret: { clientSecret: true, apiKey: true } })
    expect(JSON.stringify(mended)).not.toContain('CANARY')
    expect(() => drafts.secrets(draftId)).toThrow('closed')
    await imports.start(importId, 'skip')
    await ended()
    const { connections: all } = await connections.list()
    const first = all.find(({ clientId }) => clientId === 'a')
    const read = await connections.readCredentials(first?.id ?? '')
    expect(read).toMatchObject({ clientSecret: 'CANARY-4', apiKey: 'CANARY-5' })
  })

  it('takes several files of different kinds, and deletes them when asked to', async () => {
    const { imports, connections, heard, ended } = setUp(() => {}, await realKeychain())
    const environment = {
      name: 'Postman',
      values: [{ key: 'client_id', value: 'postman-client', enabled: true }],
    }
    const paths = [
      await file('list.csv', csv('A,client-a,secret-a,key-a')),
      await file('yard.env', 'CLIENT_ID=client-b\nCLIENT_SECRET=secret-b\nAPI_KEY=key-b\n'),
      await file('acme.postman_environment.json', JSON.stringify(environment)),
    ]
    const preview = await imports.open(paths)
    expect(preview.files.map(({ problem }) => problem)).toEqual([null, null, null])
    await imports.start(preview.importId, 'skip')
    await ended()
    const { connections: all } = await connections.list()
    expect(all.map(({ clientId }) => clientId).toSorted()).toEqual(['client-a', 'client-b', 'postman-client'])
    const a = all.find(({ clientId }) => clientId === 'client-a')
    expect(await connections.readCredentials(a?.id ?? '')).toEqual({
      clientSecret: 'secret-a',
      apiKey: 'key-a',
    })
    const names = ['list.csv', 'yard.env', 'acme.postman_environment.json']
    expect(heard.at(-1)?.source).toEqual({ files: names, notTaken: 0 })
    expect(await imports.deleteSource(preview.importId)).toEqual(names)
    expect(await readdir(folder)).toEqual([])
  })

  it('keeps files of which nothing was taken, and says which rows would go with the others', async () => {
    const { imports, heard, ended } = setUp(() => {}, await realKeychain())
    const taken = await file('taken.csv', csv('A,client-a,secret-a,key-a', 'B,,secret-b,key-b'))
    const wrong = await file('wrong.csv', csv('C,,secret-c,key-c'))
    const { importId } = await imports.open([taken, wrong])
    await imports.start(importId, 'skip')
    await ended()
    expect(heard.at(-1)?.source).toEqual({ files: ['taken.csv'], notTaken: 1 })
    await imports.deleteSource(importId)
    expect(await readdir(folder)).toEqual(['wrong.csv'])
  })

  it('offers no file for deletion while its secrets are in memory only', async () => {
    const { imports, heard, ended } = setUp()
    const { importId } = await imports.open([await file('list.csv', csv('A,client-a,secret-a,key-a'))])
    await imports.start(importId, 'skip')
    await ended()
    expect(heard.at(-1)?.source).toBeNull()
    await expect(imports.deleteSource(importId)).rejects.toMatchObject({ code: 'conflict' })
    expect(await readdir(folder)).toContain('list.csv')
  })

  it('updates known clients or leaves them, as was chosen', async () => {
    const { imports, connections, heard, updated, ended } = setUp()
    const first = await imports.open([await file('one.csv', csv('Old name,client-a,old-secret,old-key'))])
    await imports.start(first.importId, 'skip')
    await ended()
    const path = await file('two.csv', csv('New name,client-a,new-secret,new-key'))
    for (const [choice, name, clientSecret] of [
      ['skip', 'Old name', 'old-secret'],
      ['update', 'New name', 'new-secret'],
    ] as const) {
      const { importId, rows } = await imports.open([path])
      expect(rows.map(({ state }) => state)).toEqual(['duplicate'])
      heard.length = 0
      await imports.start(importId, choice)
      await ended()
      const { connections: all } = await connections.list()
      expect(all.map(each => each.name)).toEqual([name])
      expect(await connections.readCredentials(all[0]?.id ?? '')).toMatchObject({ clientSecret })
      // Whose token was made with the old secret.
      expect(updated).toEqual(choice === 'skip' ? [] : ['client-a'])
    }
  })

  it('that is stopped has saved whole connections only, and goes on with the rest, also after a new start', async () => {
    let isStopped = false
    const { imports, connections, heard, saved, ended } = setUp((progress, own) => {
      if (isStopped || progress.state !== 'running') return
      isStopped = true
      setTimeout(() => own.stop(progress.importId), 1)
    })
    const rows = Array.from(
      { length: 60 },
      (_, index) => `Yard ${index},client-${index},secret-${index},key-${index}`,
    )
    const path = await file('list.csv', csv(...rows))
    const { importId } = await imports.open([path])
    await imports.start(importId, 'skip')
    await ended()
    const done = heard.at(-1)?.done ?? -1
    expect(heard.at(-1)?.state).toBe('stopped')
    expect(done).toBeLessThan(60)
    expect((await connections.list()).connections).toHaveLength(done)

    // A killed import is read again: what it has saved is known, the rest is new.
    imports.close(importId)
    const again = await imports.open([path])
    expect(again.rows.filter(({ state }) => state === 'duplicate')).toHaveLength(done)
    await imports.start(again.importId, 'skip')
    await expect.poll(() => heard.at(-1)?.state, { interval: 5 }).toBe('finished')
    expect((await readdir(saved)).length).toBe(60)
  })

  it('ends with the app after the row in hand', async () => {
    let leaving: Promise<void> | null = null
    const { imports, connections, heard } = setUp((_, own) => {
      leaving ??= own.leave()
    })
    const rows = Array.from({ length: 60 }, (_, index) => `Yard ${index},client-${index},secret,key`)
    const { importId } = await imports.open([await file('list.csv', csv(...rows))])
    await imports.start(importId, 'skip')
    await expect.poll(() => leaving).not.toBeNull()
    await leaving
    const done = heard.at(-1)?.done
    expect(heard.at(-1)?.state).toBe('stopped')
    expect(done).toBeLessThan(60)
    await imports.leave()
    expect((await connections.list()).connections).toHaveLength(done ?? -1)
  })
})
