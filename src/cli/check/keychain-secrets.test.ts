import { describe, expect, it } from 'vitest'
import type { Keychain } from '../../main/connections/index.ts'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { keychainSecrets } from './keychain-secrets.ts'

/* Faults that a real keyring does not give on demand; the real one is in check-saved.test.ts. */

const secrets = { clientSecret: 'secret', apiKey: 'key' }
/** The detail by which the keychain marks an entry that it did not give out (keychain-errors.ts). */
const withheld = new ExplorerError('keychain_locked', 'Not given out.', {
  detail: 'The keychain answered without an entry.',
})
const silent = new ExplorerError('keychain_locked', 'No answer within 60 s.')

type Answer = 'given' | ExplorerError

/** A keychain that answers as told, one call after the other, and then gives everything out. */
function setUp(...answers: readonly Answer[]) {
  return setUpWith(connection, ...answers)
}

function setUpWith(known: Connection, ...answers: readonly Answer[]) {
  let asked = 0
  const never = async () => {
    throw new Error('The command line changes nothing in the keychain.')
  }
  const keychain: Keychain = {
    async get() {
      const answer = answers[asked++] ?? 'given'
      if (answer !== 'given') throw answer
      return JSON.stringify(secrets)
    },
    set: never,
    delete: never,
    state: never,
    stop: async () => {},
  }
  const saved = keychainSecrets([known], keychain)
  const read = async () => {
    const reader = await saved.find(connection, ['clientSecret', 'apiKey'])
    return (await reader?.())?.kind
  }
  return { saved, read, asked: () => asked }
}

const connection: Connection = {
  ...emptyConnectionFields,
  name: 'Gravel pit',
  clientId: 'client-1',
  id: '11111111-1111-4111-8111-111111111111',
  secretStorage: 'keychain',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: false,
  ephemeral: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

describe('The keychain', () => {
  it('is asked for the next entry when it did not give out one', async () => {
    const { saved, read } = setUp('given', withheld, withheld, withheld, withheld)
    const kinds = []
    for (let n = 0; n < 6; n++) kinds.push(await read())
    expect(kinds).toEqual(['read', 'failed', 'failed', 'failed', 'failed', 'read'])
    expect(saved.failure()).toBe(withheld)
  })

  it('is not asked again after it did not answer in time', async () => {
    const { saved, read, asked } = setUp('given', silent)
    expect([await read(), await read(), await read(), await read()]).toEqual([
      'read',
      'failed',
      'failed',
      'failed',
    ])
    expect(asked()).toBe(2)
    expect(saved.failure()).toBe(silent)
  })

  it('counts as locked when it keeps the first three entries to itself', async () => {
    const { read, asked } = setUp(withheld, withheld, withheld)
    for (let n = 0; n < 5; n++) expect(await read()).toBe('failed')
    expect(asked()).toBe(3)
  })

  it('is not asked after the end of the run', async () => {
    const { saved, read, asked } = setUp()
    await saved.stop()
    expect(await read()).toBe('failed')
    expect(asked()).toBe(0)
  })
})

describe('A saved connection', () => {
  it.each([
    ['another client', { clientId: 'client-2' }],
    ['another path of the API', { apiBaseUrl: `${connection.apiBaseUrl}/v2` }],
    ['another token URL', { tokenUrl: 'https://auth.weightron.cloud/other' }],
    ['an issuer that it has not', { issuer: 'https://issuer.example.com' }],
  ])('is not that of %s', async (_name, other) => {
    const { saved } = setUp()
    expect(await saved.find({ ...connection, ...other }, ['apiKey'])).toBeNull()
    expect(
      await saved.find({ ...connection, apiBaseUrl: `${connection.apiBaseUrl}/` }, ['apiKey']),
    ).not.toBeNull()
  })

  it.each([
    ['its secrets were for one session', { secretStorage: 'session' as const }],
    ['it has not what the row lacks', { hasSecret: { clientSecret: true, apiKey: false } }],
  ])('is of no use where %s', async (_name, changed) => {
    const { saved } = setUpWith({ ...connection, ...changed })
    expect(await saved.find(connection, ['apiKey'])).toBeNull()
  })
})
