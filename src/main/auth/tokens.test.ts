import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createTokens } from './tokens.ts'
import type { AccessToken, Grants, TokenTarget } from './types.ts'

const connection: Connection = {
  ...emptyConnectionFields,
  name: 'Test',
  clientId: 'client',
  id: '11111111-1111-4111-8111-111111111111',
  secretStorage: 'session',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: true,
  ephemeral: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

interface Script {
  lifetimeSeconds: number
  refreshToken: string | null
  /** Thrown by the next requests, in order; null lets one through. */
  readonly failures: (ExplorerError | null)[]
  readonly asked: { readonly at: number; readonly grant: string; readonly target: TokenTarget }[]
  readonly aborted: number[]
}

/** Grants without a network: fails as the script says, and answers when the test lets it. */
function scriptedGrants(clock: FakeClock, script: Script, gate: () => Promise<void>): Grants {
  const ask = async (
    target: TokenTarget,
    grant: AccessToken['grant'],
    refreshToken: string | null,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> => {
    const count = script.asked.push({ at: clock.now(), grant, target })
    const obtainedAt = clock.now()
    signal?.addEventListener('abort', () => script.aborted.push(count))
    await gate()
    const failure = script.failures.shift()
    if (failure !== undefined && failure !== null) throw failure
    return {
      value: `token-${count}`,
      type: 'Bearer',
      obtainedAt,
      expiresAt: obtainedAt + script.lifetimeSeconds * 1000,
      lifetimeSeconds: script.lifetimeSeconds,
      scope: 'openid',
      refreshToken: refreshToken ?? script.refreshToken,
      grant,
    }
  }
  return {
    clientCredentials: (target, _secret, options) => ask(target, 'client_credentials', null, options?.signal),
    refresh: (target, _secret, refreshToken, options) =>
      ask(target, 'refresh_token', refreshToken, options?.signal),
  }
}

function setUp(more: Partial<Script> = {}, gate = async () => {}) {
  const clock = createFakeClock()
  const script: Script = {
    lifetimeSeconds: 300,
    refreshToken: null,
    failures: [],
    asked: [],
    aborted: [],
    ...more,
  }
  const errors: string[] = []
  const tokens = createTokens({
    grants: scriptedGrants(clock, script, gate),
    readCredentials: async () => ({ clientSecret: 'secret', apiKey: 'key' }),
    clock,
    onError: (_id, error) => errors.push(error.code),
  })
  return { clock, script, tokens, errors }
}

const down = () => new ExplorerError('network_unreachable', 'Down.', { retryable: true })
const minutes = (count: number) => count * 60_000

describe('thirty minutes of calls each second', () => {
  it.each([
    // A token of 300 s is replaced every 270 s: at 0, 270, … 1620 s.
    [300, 7],
    // A tenth of 60 s is less than 30 s: replaced every 54 s, at 0, 54, … 1782 s.
    [60, 34],
  ])(
    'make the expected number of requests for tokens of %i s, none after one has ended',
    async (lifetime, expected) => {
      const { clock, script, tokens } = setUp({ lifetimeSeconds: lifetime })
      for (let second = 0; second < 1800; second++) {
        const token = await tokens.get(connection)
        expect(token.expiresAt).toBeGreaterThan(clock.now())
        await clock.advance(1000)
      }
      expect(script.asked).toHaveLength(expected)
      const gaps = script.asked.slice(1).map(({ at }, index) => at - (script.asked[index]?.at ?? 0))
      expect(Math.max(...gaps)).toBeLessThan(lifetime * 1000)
      expect(tokens.state(connection).requests).toBe(expected)
    },
  )

  it('make no more when the token renews itself meanwhile', async () => {
    const { clock, script, tokens } = setUp()
    tokens.open(connection)
    for (let second = 0; second < 1800; second++) {
      await tokens.get(connection)
      await clock.advance(1000)
    }
    expect(script.asked).toHaveLength(7)
  })
})

describe('one request at a time', () => {
  it('serves all callers from one request', async () => {
    const { script, tokens } = setUp()
    const got = await Promise.all(Array.from({ length: 1000 }, () => tokens.get(connection)))
    expect(new Set(got.map(token => token.value))).toEqual(new Set(['token-1']))
    expect(script.asked).toHaveLength(1)
  })

  it('goes on for the others when one caller leaves, and ends when the last one does', async () => {
    let open = () => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    const { script, tokens } = setUp({}, () => gate)
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()]
    const left = tokens.get(connection, first.signal)
    const stayed = tokens.get(connection, second.signal)
    await Promise.resolve()
    first.abort()
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    expect(script.aborted).toEqual([])
    second.abort()
    await expect(stayed).rejects.toMatchObject({ code: 'cancelled' })
    expect(script.aborted).toEqual([1])
    expect(tokens.state(connection)).toMatchObject({ state: 'none', error: null })
    const again = tokens.get(connection, third.signal)
    open()
    expect((await again).value).toBe('token-2')
  })

  it('asks nothing for a caller who has already left', async () => {
    const { script, tokens } = setUp()
    await expect(tokens.get(connection, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(script.asked).toHaveLength(0)
  })

  it('replaces a refused token once for all who were refused, and for those who say so late', async () => {
    const { script, tokens } = setUp()
    const refused = await tokens.get(connection)
    const replaced = await Promise.all(Array.from({ length: 50 }, () => tokens.replace(connection, refused)))
    const late = await tokens.replace(connection, refused)
    expect(new Set([...replaced, late].map(token => token.value))).toEqual(new Set(['token-2']))
    expect(script.asked).toHaveLength(2)
  })

  it('does not hand out the refused token while a renewal is under way', async () => {
    const { tokens } = setUp()
    const refused = await tokens.get(connection)
    const renewing = tokens.refresh(connection)
    expect((await tokens.replace(connection, refused)).value).toBe('token-2')
    await renewing
  })
})

describe('what a token is good for', () => {
  it.each([
    { tokenUrl: 'https://other.example/token' },
    { issuer: 'https://other.example' },
    { scope: 'openid offline_access' },
    { clientAuthentication: 'basic' },
    { clientId: 'other' },
  ] as const)('ends with a change of %o', async change => {
    const { script, tokens } = setUp()
    await tokens.get(connection)
    const changed = { ...connection, ...change }
    expect(tokens.state(changed)).toMatchObject({ state: 'none', requests: 1 })
    expect((await tokens.get(changed)).value).toBe('token-2')
    expect(script.asked[1]?.target).toMatchObject(change)
  })

  it('does not end with a new name', async () => {
    const { script, tokens } = setUp()
    await tokens.get(connection)
    await tokens.get({ ...connection, name: 'Renamed', updatedAt: '2026-02-01T00:00:00.000Z' })
    expect(script.asked).toHaveLength(1)
  })

  it('ends when a clock set back makes its start lie ahead', async () => {
    const { clock, script, tokens } = setUp()
    await tokens.get(connection)
    clock.sleep(-minutes(60))
    await tokens.get(connection)
    expect(script.asked).toHaveLength(2)
  })
})

describe('refresh tokens', () => {
  it('are used for a renewal', async () => {
    const { clock, script, tokens } = setUp({ refreshToken: 'r' })
    await tokens.get(connection)
    await clock.advance(minutes(4.6))
    expect((await tokens.get(connection)).grant).toBe('refresh_token')
    expect(script.asked.map(({ grant }) => grant)).toEqual(['client_credentials', 'refresh_token'])
  })

  it('give way to a fresh grant where they are refused', async () => {
    const refusal = new ExplorerError('request_refused', 'invalid_grant')
    const { clock, script, tokens } = setUp({ refreshToken: 'r', failures: [null, refusal] })
    await tokens.get(connection)
    await clock.advance(minutes(6))
    expect((await tokens.get(connection)).grant).toBe('client_credentials')
    expect(script.asked.map(({ grant }) => grant)).toEqual([
      'client_credentials',
      'refresh_token',
      'client_credentials',
    ])
    expect(tokens.state(connection).requests).toBe(3)
  })

  it('are kept where the server only failed to answer', async () => {
    const { clock, script, tokens } = setUp({ refreshToken: 'r', failures: [null, down()] })
    await tokens.get(connection)
    await clock.advance(minutes(6))
    await expect(tokens.get(connection)).rejects.toMatchObject({ code: 'network_unreachable' })
    expect((await tokens.get(connection)).grant).toBe('refresh_token')
    expect(script.asked).toHaveLength(3)
  })
})

describe('renewal by itself', () => {
  it('happens while the connection is open, and only then', async () => {
    const { clock, script, tokens } = setUp()
    tokens.open(connection)
    await tokens.get(connection)
    await clock.advance(minutes(30))
    expect(script.asked).toHaveLength(7)
    tokens.close(connection.id)
    await clock.advance(minutes(30))
    expect(script.asked).toHaveLength(7)
    expect(tokens.state(connection)).toMatchObject({ state: 'expired', renewsAt: null })
  })

  it('does not happen where it is switched off, but the end of the token is told', async () => {
    const { clock, script, tokens } = setUp()
    const manual = { ...connection, renewAutomatically: false }
    const seen: string[] = []
    tokens.onChange(state => seen.push(state.state))
    tokens.open(manual)
    await tokens.get(manual)
    await clock.advance(minutes(30))
    expect(script.asked).toHaveLength(1)
    expect(seen).toEqual(['none', 'requesting', 'valid', 'expired'])
  })

  it('follows the switch at once', async () => {
    const { clock, script, tokens } = setUp()
    tokens.open(connection)
    await tokens.get(connection)
    expect(tokens.state({ ...connection, renewAutomatically: false }).renewsAt).toBeNull()
    await clock.advance(minutes(10))
    expect(script.asked).toHaveLength(1)
    tokens.state(connection)
    await clock.advance(0)
    expect(script.asked).toHaveLength(2)
  })

  it('stops while the machine sleeps and catches up once on wake', async () => {
    const { clock, script, tokens } = setUp()
    tokens.open(connection)
    await tokens.get(connection)
    tokens.suspend()
    expect(clock.timers()).toBe(0)
    clock.sleep(minutes(120))
    expect(tokens.state(connection)).toMatchObject({ state: 'expired', renewsAt: null })
    tokens.resume()
    await clock.advance(0)
    expect(script.asked).toHaveLength(2)
    expect(tokens.state(connection).state).toBe('valid')
  })

  it('tries again after 5, 15, 60 and then every 300 seconds, and says so', async () => {
    const { clock, script, tokens, errors } = setUp({ failures: [null, ...Array.from({ length: 6 }, down)] })
    tokens.open(connection)
    await tokens.get(connection)
    const start = clock.now()
    await clock.advance(minutes(4.5))
    expect(tokens.state(connection)).toMatchObject({
      state: 'valid',
      error: { code: 'network_unreachable' },
      renewsAt: new Date(start + 275_000).toISOString(),
    })
    await clock.advance(minutes(20))
    expect(script.asked.map(({ at }) => (at - start) / 1000)).toEqual([0, 270, 275, 290, 350, 650, 950, 1250])
    expect(errors).toHaveLength(6)
    expect(tokens.state(connection)).toMatchObject({ state: 'valid', error: null })
  })

  it('does not try again where the client is refused', async () => {
    const refusal = new ExplorerError('invalid_client', 'Refused.')
    const { clock, script, tokens } = setUp({ failures: [null, refusal] })
    tokens.open(connection)
    await tokens.get(connection)
    await clock.advance(minutes(60))
    expect(script.asked).toHaveLength(2)
    expect(tokens.state(connection)).toMatchObject({ state: 'failed', renewsAt: null })
  })

  it('does not spin on tokens without a lifetime', async () => {
    const { clock, script, tokens } = setUp({ lifetimeSeconds: 0 })
    tokens.open(connection)
    await tokens.get(connection)
    await clock.advance(minutes(1))
    expect(script.asked.length).toBeLessThanOrEqual(13)
  })

  it('hands out the old token while it still works and the server is down', async () => {
    const { clock, tokens } = setUp({ failures: [null, down(), down()] })
    const token = await tokens.get(connection)
    await clock.advance(280_000)
    expect(await tokens.get(connection)).toBe(token)
    await clock.advance(20_000)
    await expect(tokens.get(connection)).rejects.toMatchObject({ code: 'network_unreachable' })
  })
})

describe('the state', () => {
  it('holds times and claims, and never the token', async () => {
    const { tokens, clock } = setUp({ refreshToken: 'canary-refresh' })
    const token = await tokens.get(connection)
    const state = tokens.state(connection)
    expect(state).toMatchObject({
      state: 'valid',
      lifetimeSeconds: 300,
      hasRefreshToken: true,
      grant: 'client_credentials',
      claims: null,
      expiresAt: new Date(clock.now() + 300_000).toISOString(),
    })
    expect(JSON.stringify(state)).not.toContain(token.value)
    expect(JSON.stringify(state)).not.toContain('canary')
  })

  it('is none after forgetting, and forgetting ends what is under way', async () => {
    const { tokens, script, clock } = setUp()
    tokens.open(connection)
    await tokens.get(connection)
    expect(tokens.forget(connection)).toMatchObject({ state: 'none', requests: 1 })
    await clock.advance(minutes(30))
    expect(script.asked).toHaveLength(1)
    await tokens.get(connection)
    expect(script.asked).toHaveLength(2)
  })

  it('says internal where reading the secrets breaks in an unknown way', async () => {
    const clock = createFakeClock()
    const tokens = createTokens({
      grants: scriptedGrants(clock, setUp().script, async () => {}),
      readCredentials: async () => {
        throw new Error(['can', 'ary'].join(''))
      },
      clock,
    })
    const error: unknown = await tokens.get(connection).catch(reason => reason)
    expect(error).toMatchObject({ code: 'internal' })
    expect(inspect(error, { depth: 9 })).not.toContain('canary')
  })
})
