import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { stringify } from 'csv-stringify/sync'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../demo-cloud/server.ts'
import { programOf } from '../../tools/setup/task-program.mjs'
import { type Keyring, type KeyringMode, startKeyring } from '../../tools/with-keyring.mjs'
import { createConnections, createDrafts, createKeychain } from '../main/connections/index.ts'
import { keychainForks } from '../main/connections/keychain-fork.test-support.ts'
import { emptyConnectionFields } from '../shared/connection.ts'

/* The command line over what the app saved, with a real GNOME keyring on a private D-Bus. */

const program = programOf('check', process.execPath)

let cloud: DemoCloud
let folder: string
let keyring: Keyring
beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-saved-'))
  keyring = await startKeyring('unlocked')
})
afterEach(async () => {
  await keyring.stop()
  await rm(folder, { recursive: true })
})

const dataFolder = () => join(folder, 'Weightron Explorer')

function works() {
  const client = cloud.description.clients.find(({ name }) => name === 'works')
  if (client === undefined) throw new Error('The demo cloud has no client that works.')
  return client
}

interface Typed {
  readonly name: string
  readonly clientId?: string
  readonly tokenUrl?: string
  readonly clientSecret?: string
}

/** Saves connections as the app does. */
async function save(...all: readonly Typed[]): Promise<void> {
  const forks = keychainForks(keyring.env)
  const keychain = createKeychain({ fork: forks.fork, service: 'Weightron Explorer', timeLimitMs: 20_000 })
  const drafts = createDrafts({ newId: () => crypto.randomUUID(), readClipboardText: () => '' })
  const connections = createConnections({
    folder: join(dataFolder(), 'connections'),
    keychain,
    drafts,
    onChange: () => {},
  })
  const client = works()
  for (const { clientSecret = client.clientSecret, ...typed } of all) {
    const { draftId } = drafts.open()
    drafts.setSecret(draftId, 'clientSecret', clientSecret)
    drafts.setSecret(draftId, 'apiKey', client.apiKey)
    await connections.save({
      connectionId: null,
      draftId,
      secretStorage: 'keychain',
      fields: {
        ...emptyConnectionFields,
        environment: 'custom',
        ...addresses(),
        clientId: client.clientId,
        ...typed,
      },
    })
  }
  await connections.flush()
  await keychain.stop()
  await forks.stop()
}

const addresses = () => ({
  tokenUrl: cloud.description.tokenUrl,
  apiBaseUrl: cloud.description.apiBaseUrl,
})

interface Row {
  readonly name: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly apiKey?: string
  readonly tokenUrl?: string
}

async function writeList(...rows: readonly Row[]): Promise<string> {
  const path = join(folder, 'list.csv')
  const cells = rows.map(row => {
    const {
      name,
      clientId,
      clientSecret = '',
      apiKey = '',
      tokenUrl,
      apiBaseUrl,
    } = { ...addresses(), ...row }
    return [name, clientId ?? works().clientId, clientSecret, apiKey, tokenUrl, apiBaseUrl]
  })
  const header = ['name', 'client_id', 'client_secret', 'api_key', 'token_url', 'api_base_url']
  await writeFile(path, stringify([header, ...cells]))
  return path
}

/** Checks a list with the data folder where the app has it for this user. */
async function check(list: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [...program, '--from', list, '--format', 'json'], {
    env: { ...process.env, ...keyring.env, XDG_CONFIG_HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  const { results = [] } = stdout === '' ? {} : (JSON.parse(stdout) as { results: ResultOfRow[] })
  const verdicts = results.map(({ name, verdict }) => [name, verdict])
  const { clientSecret, apiKey } = works()
  expect([clientSecret, apiKey].filter(secret => `${stdout}${stderr}`.includes(secret))).toEqual([])
  return { code, stderr, verdicts }
}

interface ResultOfRow {
  readonly name: string
  readonly verdict: string
}

/** Every file of the data folder with what is in it and when it was changed. */
async function pictureOfData() {
  const files = await readdir(dataFolder(), { recursive: true, withFileTypes: true })
  return Promise.all(
    files.map(async file => {
      const path = join(file.parentPath, file.name)
      const { mode, mtimeMs } = await stat(path)
      return [path, mode, mtimeMs, file.isFile() ? await readFile(path, 'utf8') : null]
    }),
  )
}

describe('A row without secrets', () => {
  it('gets those of the saved connection with its client ID and addresses, and nothing is changed', async () => {
    await save({ name: 'in the app' })
    await writeFile(join(dataFolder(), 'connections', `${crypto.randomUUID()}.json`), '{ damaged')
    const before = await pictureOfData()
    const list = await writeList(
      { name: 'both saved' },
      { name: 'key saved', clientSecret: works().clientSecret },
      { name: 'slash', tokenUrl: addresses().tokenUrl.replace('http:', 'HTTP:') },
    )
    const { code, stderr, verdicts } = await check(list)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(verdicts).toEqual([
      ['both saved', 'works'],
      ['key saved', 'works'],
      ['slash', 'works'],
    ])
    expect(await pictureOfData()).toEqual(before)
  })

  it('gets none of a connection with other addresses', async () => {
    const { tokenUrl } = addresses()
    await save({ name: 'elsewhere', tokenUrl: tokenUrl.replace('127.0.0.1', 'localhost') })
    const { code, stderr } = await check(
      await writeList({ name: 'here' }, { name: 'other', clientId: 'other' }),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('Row 2 is not checked. client_secret: missing')
    expect(stderr).toContain('Row 3 is not checked. client_secret: missing')
  })

  it('gets those of the environment before those that were saved', async () => {
    await save({ name: 'in the app', clientSecret: 'outdated' })
    const list = await writeList({ name: 'row' })
    expect((await check(list)).verdicts).toEqual([['row', 'client_refused']])
    const { code, verdicts } = await check(list, { WEIGHTRON_CLIENT_SECRET: works().clientSecret })
    expect({ code, verdicts }).toEqual({ code: 0, verdicts: [['row', 'works']] })
  })

  it('is not sent to an address that was put into the file of a connection later', async () => {
    await save({ name: 'in the app', tokenUrl: addresses().tokenUrl.replace('127.0.0.1', 'localhost') })
    const connections = join(dataFolder(), 'connections')
    const [file = ''] = await readdir(connections)
    const saved = await readFile(join(connections, file), 'utf8')
    await writeFile(join(connections, file), saved.replace('localhost', '127.0.0.1'))
    const { code, stderr, verdicts } = await check(await writeList({ name: 'row' }))
    expect({ code, verdicts }).toEqual({ code: 1, verdicts: [] })
    expect(stderr).toMatch(/^Row 2 is not checked\. The addresses lead to another host\./)
  })
})

describe('Rows whose saved secrets are not given out are listed, the reason is told once, and the others checked', () => {
  const secretsOf = () => ({ clientSecret: works().clientSecret, apiKey: works().apiKey })
  const names = ['a', 'b', 'c', 'd', 'e']

  it('where the keychain is locked', async () => {
    await save({ name: 'in the app' })
    await keyring.lock()
    const rows = names.map(name => ({ name }))
    const { code, stderr, verdicts } = await check(await writeList(...rows, { name: 'own', ...secretsOf() }))
    expect({ code, verdicts }).toEqual({ code: 1, verdicts: [['own', 'works']] })
    expect(stderr.match(/^Row \d is not checked\. Its secrets are in the keychain/gm)).toHaveLength(5)
    expect(
      stderr.match(/did not give out the secrets\. For that reason 5 rows were not checked\./g),
    ).toHaveLength(1)
    expect(stderr).not.toMatch(/\bgone\b|missing|removed/)
  })

  it.each<KeyringMode>(['none', 'no-bus'])('where there is none (%s)', async mode => {
    await save({ name: 'in the app' })
    await keyring.stop()
    keyring = await startKeyring(mode)
    const rows = names.map(name => ({ name }))
    const { code, stderr, verdicts } = await check(await writeList({ name: 'own', ...secretsOf() }, ...rows))
    expect({ code, verdicts }).toEqual({ code: 1, verdicts: [['own', 'works']] })
    expect(stderr.match(/cannot be used here\. For that reason 5 rows were not checked\./g)).toHaveLength(1)
  })
})

/** Makes the process of the keychain fail as soon as it begins, and any other that loads keytar. */
const refuseKeychain = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  registerHooks({ load(url, context, next) {
    if (/\\/keychain-process|keytar/.test(url)) throw new Error('loaded ' + url)
    return next(url, context)
  } })`)}`

it('The keychain is not even loaded for a list with its secrets', async () => {
  await save({ name: 'in the app' })
  const { clientSecret, apiKey } = works()
  const env = { NODE_OPTIONS: refuseKeychain }
  const { code, stderr } = await check(await writeList({ name: 'own', clientSecret, apiKey }), env)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const without = await check(await writeList({ name: 'own' }), env)
  expect(without.stderr).toMatch(/The connection to the keychain .* broke off/)
})
