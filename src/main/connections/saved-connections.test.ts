import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type KeyringMode, startKeyring } from '../../../tools/with-keyring.mjs'
import { type ConnectionFields, emptyConnectionFields } from '../../shared/connection.ts'
import type { Clock } from './clock.ts'
import { createDrafts } from './drafts.ts'
import { createKeychain, type Keychain } from './keychain.ts'
import { keychainForks } from './keychain-fork.test-support.ts'
import { type Connections, createConnections } from './saved-connections.ts'

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each()
})

/** Time that moves by hand. */
function handClock() {
  let now = Date.UTC(2026, 0, 1)
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(each => each !== timer)
      }
    },
  }
  return {
    clock,
    pass(ms: number) {
      now += ms
      const due = timers.filter(timer => timer.at <= now)
      timers = timers.filter(timer => timer.at > now)
      for (const timer of due) timer.run()
    },
  }
}

/** The app's connections over a real keyring. `restart` is what a new start of the app sees. */
async function setUp(mode: KeyringMode = 'unlocked') {
  const keyring = await startKeyring(mode)
  cleanUp.push(() => keyring.stop())
  const forks = keychainForks(keyring.env)
  cleanUp.push(() => forks.stop())
  const folder = await mkdtemp(join(tmpdir(), 'connections-'))
  cleanUp.push(() => rm(folder, { recursive: true, force: true }))
  const time = handClock()
  const heard = new Set<string>()
  const backgroundErrors: unknown[] = []
  const removed: string[] = []
  let changes = 0
  const keychain = createKeychain({
    fork: forks.fork,
    service: 'Explorer test',
    timeLimitMs: 5000,
    platform: 'linux',
  })

  const start = (own: Keychain = keychain) => {
    const drafts = createDrafts({ newId: () => crypto.randomUUID(), readClipboardText: () => '' })
    const connections = createConnections({
      folder,
      keychain: own,
      drafts,
      clock: time.clock,
      onChange: () => changes++,
      onSecret: value => heard.add(value),
      onRemoved: async id => removed.push(id),
      onBackgroundError: error => backgroundErrors.push(error),
    })
    return { drafts, connections }
  }
  return {
    ...start(),
    restart: start,
    folder,
    removed,
    keychain,
    keyring,
    time,
    heard,
    backgroundErrors,
    changes: () => changes,
  }
}

type App = Pick<Awaited<ReturnType<typeof setUp>>, 'drafts' | 'connections'>

const fields: ConnectionFields = { ...emptyConnectionFields, name: 'Gravel pit', clientId: 'client-1' }
const elsewhere = { tokenUrl: 'https://auth.example.com/token', apiBaseUrl: 'https://api.example.com' }

interface Typed {
  readonly id?: string
  readonly fields?: Partial<ConnectionFields>
  readonly clientSecret?: string
  readonly apiKey?: string
  readonly secretStorage?: 'keychain' | 'session'
}

/** Fills in the form and saves it. */
async function save({ drafts, connections }: App, typed: Typed) {
  const { draftId } = drafts.open()
  if (typed.clientSecret !== undefined) drafts.setSecret(draftId, 'clientSecret', typed.clientSecret)
  if (typed.apiKey !== undefined) drafts.setSecret(draftId, 'apiKey', typed.apiKey)
  return connections.save({
    connectionId: typed.id ?? null,
    draftId,
    fields: { ...fields, ...typed.fields },
    secretStorage: typed.secretStorage ?? 'keychain',
  })
}

const both = { clientSecret: 'secret-one', apiKey: 'key-one' }
const onlyName = async (connections: Connections) =>
  (await connections.list()).connections.map(connection => connection.name)

describe('saving', () => {
  it('keeps a connection over a restart, its secrets in the keychain and in no file', async () => {
    const app = await setUp()
    const saved = await save(app, both)
    expect(saved).toMatchObject({ name: 'Gravel pit', hasSecret: { clientSecret: true, apiKey: true } })
    const { connections } = app.restart()
    expect((await connections.list()).connections).toEqual([saved])
    expect(await connections.readCredentials(saved.id)).toEqual(both)
    for (const file of await readdir(app.folder)) {
      expect(await readFile(join(app.folder, file), 'utf8')).not.toMatch(/secret-one|key-one/)
    }
  })

  it('tells every secret to whoever keeps the logs clean', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.restart().connections.readCredentials(id)
    expect([...app.heard].toSorted()).toEqual(['key-one', 'secret-one'])
  })

  it('replaces one secret and keeps the other', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await save(app, { id, apiKey: 'key-two' })
    expect(await app.connections.readCredentials(id)).toEqual({
      clientSecret: 'secret-one',
      apiKey: 'key-two',
    })
  })

  it('changes a name while the keychain is locked, since no secret is touched', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.keyring.lock()
    expect(await save(app, { id, fields: { name: 'Sand pit' } })).toMatchObject({ name: 'Sand pit' })
  })

  it('changes nothing when the keychain refuses a new secret', async () => {
    const app = await setUp()
    const saved = await save(app, both)
    await app.keyring.lock()
    const attempt = save(app, { id: saved.id, fields: { name: 'Sand pit' }, apiKey: 'key-two' })
    await expect(attempt).rejects.toMatchObject({ code: 'keychain_locked' })
    expect((await app.connections.list()).connections).toEqual([saved])
    expect((await app.restart().connections.list()).connections).toEqual([saved])
  })

  it('puts the old secrets back when the file cannot be written', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    const file = join(app.folder, `${id}.json`)
    await rm(file)
    await mkdir(file)
    const attempt = save(app, { id, clientSecret: 'secret-two', apiKey: 'key-two' })
    await expect(attempt).rejects.toMatchObject({ code: 'internal' })
    expect(await app.connections.readCredentials(id)).toEqual(both)
  })

  it('leaves no entry that nobody knows of, also when the app is killed over it', async () => {
    const app = await setUp()
    const written = Promise.withResolvers<string>()
    const killed = app.restart({
      ...app.keychain,
      set: async (id, text) => {
        await app.keychain.set(id, text)
        written.resolve(id)
        return new Promise(() => {})
      },
    })
    void save(killed, both)
    const id = await written.promise
    expect(await app.keychain.get(id)).toContain('secret-one')
    const { connections } = app.restart()
    expect((await connections.list()).connections).toEqual([])
    await connections.flush()
    await expect(app.keychain.get(id)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await readdir(app.folder)).toEqual([])
  })

  it('forgets what was typed once it is saved', async () => {
    const app = await setUp()
    const { draftId } = app.drafts.open()
    app.drafts.setSecret(draftId, 'apiKey', 'key-one')
    await app.connections.save({ connectionId: null, draftId, fields, secretStorage: 'keychain' })
    expect(app.drafts.secrets(draftId)).toEqual({})
  })

  it('names the secret that is missing when a request needs it', async () => {
    const app = await setUp()
    const { id } = await save(app, { clientSecret: 'secret-one' })
    await expect(app.connections.readCredentials(id)).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'This connection has no API Key.',
    })
  })
})

describe('a change of host', () => {
  it('asks for both secrets again, and then keeps none of the old', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    for (const typed of [{}, { apiKey: 'key-two' }, { clientSecret: 'secret-two' }]) {
      await expect(save(app, { id, fields: elsewhere, ...typed })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('both secrets again'),
      })
    }
    const again = { clientSecret: 'secret-two', apiKey: 'key-two' }
    await save(app, { id, fields: elsewhere, ...again })
    expect(await app.connections.readCredentials(id)).toEqual(again)
  })

  it.each([
    ['the token URL', { tokenUrl: elsewhere.tokenUrl }],
    ['the issuer', { issuer: 'https://auth.example.com' }],
    ['the API base URL', { apiBaseUrl: elsewhere.apiBaseUrl }],
    ['the port', { apiBaseUrl: 'https://api.weightron.cloud:8443' }],
  ])('is seen in %s', async (_, change) => {
    const app = await setUp()
    const { id } = await save(app, both)
    await expect(save(app, { id, fields: change })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('is no change of path on the same host', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await save(app, { id, fields: { apiBaseUrl: 'https://api.weightron.cloud/v2' } })
    expect(await app.connections.readCredentials(id)).toEqual(both)
  })

  it('asks again when the addresses in the file are not those that the secrets were entered for', async () => {
    const app = await setUp()
    const { id } = await save(app, { clientSecret: 'secret-1', apiKey: 'key-1' })
    const file = join(app.folder, `${id}.json`)
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(fields.apiBaseUrl, elsewhere.apiBaseUrl))
    const again = app.restart()
    await expect(again.connections.readCredentials(id)).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'The addresses lead to another host. Enter both secrets again.',
    })
    await save(again, { id, fields: elsewhere, clientSecret: 'secret-2', apiKey: 'key-2' })
    expect(await again.connections.readCredentials(id)).toEqual({ clientSecret: 'secret-2', apiKey: 'key-2' })
  })

  it('takes an entry of an older version as it is, which says nothing of hosts', async () => {
    const app = await setUp()
    const { id } = await save(app, { clientSecret: 'secret-1', apiKey: 'key-1' })
    await app.keychain.set(id, JSON.stringify({ clientSecret: 'secret-1', apiKey: 'key-1' }))
    expect(await app.connections.readCredentials(id)).toEqual({ clientSecret: 'secret-1', apiKey: 'key-1' })
  })

  it('keeps stored secrets out of a check of the changed form', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    const { draftId } = app.drafts.open()
    app.drafts.setSecret(draftId, 'apiKey', 'key-two')
    const { credentialsOfDraft } = app.connections
    expect(await credentialsOfDraft(draftId, id, fields)).toEqual({
      clientSecret: 'secret-one',
      apiKey: 'key-two',
    })
    const changed = credentialsOfDraft(draftId, id, { ...fields, ...elsewhere })
    await expect(changed).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('without a keychain', () => {
  it('stores nothing, and then keeps secrets for the session when the person chose that', async () => {
    const app = await setUp('none')
    await expect(save(app, both)).rejects.toMatchObject({ code: 'keychain_unavailable' })
    expect(await readdir(app.folder)).toEqual([])
    const { id } = await save(app, { ...both, secretStorage: 'session' })
    expect(await app.connections.readCredentials(id)).toEqual(both)

    const { connections } = app.restart()
    expect(await connections.get(id)).toMatchObject({
      secretStorage: 'session',
      hasSecret: { clientSecret: false, apiKey: false },
    })
    await expect(connections.readCredentials(id)).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('until the app ends'),
    })
  })

  it('deletes the old entry when the secrets move to the session', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await save(app, { id, ...both, secretStorage: 'session' })
    await app.connections.flush()
    expect(await readdir(app.folder)).toEqual([`${id}.json`])
    await expect(app.keychain.get(id)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await app.connections.readCredentials(id)).toEqual(both)
  })

  it('remembers the old entry when they move because the keychain is locked', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.keyring.lock()
    await save(app, { id, ...both, secretStorage: 'session' })
    await app.connections.flush()
    expect(await app.connections.readCredentials(id)).toEqual(both)
    expect(await readdir(app.folder)).toEqual([`${id}.json`, `${id}.removed`])
  })
})

describe('duplicating', () => {
  it('copies the fields and the secrets under a name of its own', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    const copy = await app.connections.duplicate(id)
    const second = await app.connections.duplicate(id)
    expect([copy.name, second.name]).toEqual(['Gravel pit copy', 'Gravel pit copy 2'])
    expect(copy.id).not.toBe(id)
    expect(await app.connections.readCredentials(copy.id)).toEqual(both)
  })
})

describe('removing', () => {
  it('can be undone for 30 s, secrets included', async () => {
    const app = await setUp()
    const saved = await save(app, both)
    const { undoId } = await app.connections.remove(saved.id)
    expect((await app.connections.list()).connections).toEqual([])
    app.time.pass(29_999)
    expect(await app.connections.undoRemove(undoId)).toEqual(saved)
    expect(await app.connections.readCredentials(saved.id)).toEqual(both)
    app.time.pass(60_000)
    await app.connections.flush()
    expect(app.removed).toEqual([])
    expect((await app.restart().connections.list()).connections).toEqual([saved])
  })

  it('deletes the file and the entry of the keychain after that, and tells the others', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    const { undoId } = await app.connections.remove(id)
    app.time.pass(30_000)
    await app.connections.flush()
    expect(app.removed).toEqual([id])
    await expect(app.connections.undoRemove(undoId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(app.keychain.get(id)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await readdir(app.folder)).toEqual([])
  })

  it('is completed at the end of the app', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.connections.remove(id)
    await app.connections.flush()
    await expect(app.keychain.get(id)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await readdir(app.folder)).toEqual([])
  })

  it('is completed at the next start when the app ended at once', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.connections.remove(id)
    const { connections } = app.restart()
    expect(await onlyName(connections)).toEqual([])
    await connections.flush()
    await expect(app.keychain.get(id)).rejects.toMatchObject({ code: 'keychain_locked' })
    expect(await readdir(app.folder)).toEqual([])
  })

  it('remembers an entry that a locked keychain would not delete', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    await app.connections.remove(id)
    await app.keyring.lock()
    await app.connections.flush()
    expect(app.backgroundErrors).toEqual([expect.objectContaining({ code: 'keychain_locked' })])
    expect(await readdir(app.folder)).toEqual([`${id}.removed`])
  })
})

describe('connections of the demo cloud', () => {
  const id = '00000000-0000-4000-8000-000000000001'
  const demo = {
    connection: {
      ...fields,
      id,
      name: 'Demo',
      secretStorage: 'session' as const,
      hasSecret: { clientSecret: true, apiKey: true },
      renewAutomatically: true,
      ephemeral: true,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    },
    secrets: both,
  }

  it('work from memory: never on disk, nor in the keychain', async () => {
    const app = await setUp('no-bus')
    app.connections.setEphemeral([demo])
    expect(await onlyName(app.connections)).toEqual(['Demo'])
    expect(await app.connections.readCredentials(id)).toEqual(both)
    expect(await app.connections.setRenewAutomatically(id, false)).toMatchObject({
      renewAutomatically: false,
    })
    expect(await readdir(app.folder)).toEqual([])
    expect(await onlyName(app.restart().connections)).toEqual([])
  })

  it('can be removed and brought back, but neither changed nor duplicated', async () => {
    const app = await setUp('no-bus')
    app.connections.setEphemeral([demo])
    await expect(save(app, { id, ...both })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(app.connections.duplicate(id)).rejects.toMatchObject({ code: 'invalid_input' })
    const { undoId } = await app.connections.remove(id)
    expect(await onlyName(app.connections)).toEqual([])
    await app.connections.undoRemove(undoId)
    expect(await onlyName(app.connections)).toEqual(['Demo'])
  })
})

describe('the list', () => {
  it('is announced with every change, and remembers the renewal switch', async () => {
    const app = await setUp()
    const { id } = await save(app, both)
    const before = app.changes()
    await app.connections.setRenewAutomatically(id, false)
    expect(app.changes()).toBe(before + 1)
    expect(await app.restart().connections.get(id)).toMatchObject({ renewAutomatically: false })
  })

  it('does not know a connection that was never there', async () => {
    const app = await setUp('no-bus')
    await expect(app.connections.get('00000000-0000-4000-8000-00000000000f')).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
