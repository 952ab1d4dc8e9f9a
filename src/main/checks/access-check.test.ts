import { afterEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../shared/check.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { envelope, json, type Script, secrets, startScripted } from './test-server.ts'

let close: () => Promise<void> = async () => undefined
afterEach(() => close())

async function start(script: Script = {}) {
  const scripted = await startScripted(script)
  close = scripted.close
  return scripted
}

const hang = () => undefined
const now = Date.UTC(2026, 10, 23, 14, 32)
const dayMs = 86_400_000
const iso = (at: number) => new Date(at).toISOString()

describe('An access check', () => {
  it('reports each step as it begins and ends, in order', async () => {
    const { check } = await start()
    const seen: CheckReport[] = []
    const report = await check({ onProgress: progress => seen.push(progress) })
    expect(report.verdict).toBe('works')
    const states = seen.map(({ steps }) => steps.map(step => step.state[0]).join(''))
    expect([...new Set(states)]).toEqual([
      'wwww',
      'rwww',
      'owww',
      'orww',
      'ooww',
      'oorw',
      'ooow',
      'ooor',
      'oooo',
    ])
    expect(seen.every(({ verdict, finishedAt }) => verdict === null && finishedAt === null)).toBe(true)
    expect(report.steps.map(step => step.summary)).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:\d+ answered, \d+ ms$/),
      'Bearer token, expires in 5 min',
      '1 application listed',
      '1 of 1 application opened',
    ])
  })

  it.each([
    ['token_server', { reach: hang }],
    ['token', { token: hang }],
    ['access', { access: hang }],
    ['applications', { application: () => hang }],
  ] as const)('can be cancelled during %s', async (step, script) => {
    const { check } = await start(script)
    const controller = new AbortController()
    const running = check({
      signal: controller.signal,
      onProgress: ({ steps }) => {
        if (steps.some(result => result.step === step && result.state === 'running')) controller.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('can be cancelled while the secrets are read, and before it begins', async () => {
    const { check } = await start()
    const controller = new AbortController()
    const readCredentials = async () => {
      controller.abort()
      throw new ExplorerError('cancelled', 'Cancelled.')
    }
    await expect(check({ signal: controller.signal, readCredentials })).rejects.toMatchObject({
      code: 'cancelled',
    })
    await expect(check({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it.each([
    ['token_server', { reach: hang }],
    ['token', { token: hang }],
    ['access', { access: hang }],
    ['applications', { application: () => hang }],
  ] as const)('gives up %s after its time limit and says which host did not answer', async (step, script) => {
    const { check, origin } = await start(script)
    const report = await check({ stepLimitMs: 150 })
    expect(report).toMatchObject({ verdict: 'timed_out', failingStep: step })
    expect(report.headline).toContain(new URL(origin).host)
    expect(report.messages.forReseller).toContain(new URL(origin).host)
    expect(report.ms).toBeLessThan(5_000)
  })

  it('keeps what was learned about other applications when one hangs', async () => {
    const { check } = await start({
      access: envelope([{ _id: 'slow' }, { _id: 'shut' }, { _id: 'open' }]),
      application: id => (id === 'slow' ? hang : id === 'shut' ? json(403, {}) : envelope({ _id: id })),
    })
    const report = await check({ stepLimitMs: 300 })
    expect(report.verdict).toBe('timed_out')
    expect(report.applications.map(({ state }) => state)).toEqual(['not_opened', 'refused', 'works'])
  })

  it('says which secrets store failed before anything was sent', async () => {
    const { check } = await start()
    const report = await check({
      readCredentials: async () => {
        throw new ExplorerError('keychain_locked', 'The keychain is locked.', { hint: 'Unlock it.' })
      },
    })
    expect(report).toMatchObject({ verdict: 'keychain_unavailable', failingStep: null })
    expect(report.meaning).toContain('The keychain is locked.')
    expect(report.steps.every(step => step.state === 'not_run')).toBe(true)
  })

  it('takes no time from its steps while a person unlocks the keychain', async () => {
    const { check } = await start()
    let unlockingMs = 0
    const readCredentials = async () => {
      unlockingMs = 60_000
      return secrets
    }
    const order = { readCredentials, limitMs: 30_000 }
    const report = await check(order, now, () => performance.now() + unlockingMs)
    expect(report.verdict).toBe('works')
  })

  it('does not blame a server for a mistake of ours', async () => {
    const { check } = await start()
    const readCredentials = async () => {
      throw new TypeError('Ours.')
    }
    await expect(check({ readCredentials })).rejects.toThrow(TypeError)
  })

  it('opens 20 of 25 applications, 4 at a time, and says so', async () => {
    let open = 0
    let most = 0
    let opened = 0
    const { check } = await start({
      access: envelope(
        Array.from({ length: 25 }, (_, index) => ({ _id: `id-${index}`, name: `App ${index}` })),
      ),
      application: id => (request, response) => {
        open++
        opened++
        most = Math.max(most, open)
        setTimeout(() => {
          open--
          envelope({ _id: id })(request, response)
        }, 5)
      },
    })
    const report = await check()
    expect(report.verdict).toBe('works')
    expect(opened).toBe(20)
    expect(most).toBe(4)
    expect(report.applications.filter(({ state }) => state === 'not_opened')).toHaveLength(5)
    expect(report.notes).toContain('25 applications are listed. The first 20 were opened.')
  })

  it.each([
    ['ends in exactly 30 days', iso(now + 30 * dayMs), 'expiring'],
    ['ends a moment later', iso(now + 30 * dayMs + 1), 'works'],
    ['ends now', iso(now), 'expired'],
    ['has ended', iso(now - 9 * dayMs), 'expired'],
    ['ends at a time without a zone, taken as UTC', '2026-11-23T14:32:01', 'expiring'],
    ['has an end that is no date', 'soon', 'works'],
    ['has an end that is a number', 1_800_000_000, 'works'],
    ['has no end', undefined, 'works'],
  ] as const)('an application that %s gives its verdict', async (_, expiry, verdict) => {
    const { check } = await start({ access: envelope([{ _id: 'a', name: 'Yard', expiry }]) })
    const report = await check({}, now)
    expect(report.verdict).toBe(verdict)
    const isDate = typeof expiry === 'string' && expiry !== 'soon'
    expect(report.applications[0]?.expiry).toBe(isDate ? expiry : null)
    expect(report.notes.some(note => note.includes('without a usable end date'))).toBe(!isDate)
  })

  it('puts a refused application before an expired one, and tells of both', async () => {
    const { check } = await start({
      access: envelope([
        { _id: 'old', name: 'Old', expiry: iso(now - dayMs) },
        { _id: 'shut', name: 'Shut', expiry: iso(now - dayMs) },
      ]),
      application: id => (id === 'shut' ? json(404, {}, { 'x-request-id': '7f0c2d4e-91ab' }) : envelope({})),
    })
    const report = await check({}, now)
    expect(report).toMatchObject({ verdict: 'application_refused', failingStep: 'applications' })
    expect(report.applications.map(({ state }) => state)).toEqual(['expired', 'refused'])
    expect(report.messages.forReseller).toContain(
      '“Shut” (shut): Refused: 404 Not Found. Ended 22 November 2026',
    )
    expect(report.messages.forReseller).toContain('Request ID 7f0c2d4e-91ab')
  })

  it.each([
    ['a server error', json(503, {}), 'server_error'],
    ['an answer that is no application', envelope('x'), 'malformed_answer'],
    ['a limit', json(429, {}), 'rate_limited'],
  ] as const)(
    '%s while opening leaves open whether the application works, so it decides',
    async (_, handler, verdict) => {
      const { check } = await start({ application: () => handler })
      expect(await check()).toMatchObject({ verdict, failingStep: 'applications' })
    },
  )

  it.each([
    ['an empty body', (_: unknown, response: { end: () => void }) => response.end()],
    ['no envelope', json(200, [{ _id: 'a' }])],
    ['data that is no list', envelope({ _id: 'a' })],
    ['entries that are no applications', envelope([1, null, { name: 'no id' }, { _id: '..' }])],
    ['a redirect to another host', json(307, {}, { location: 'http://127.0.0.1:9/elsewhere' })],
  ] as const)('%s from /access is not taken for a working API', async (name, access) => {
    const { check } = await start({ access })
    const expected = name.startsWith('a redirect') ? 'api_unreachable' : 'malformed_answer'
    expect((await check()).verdict).toBe(expected)
  })

  it('says how long to wait, and gives the message what support needs', async () => {
    const { check } = await start({
      access: json(429, {}, { 'retry-after': '30', 'x-request-id': 'req-1' }),
    })
    const report = await check({}, now)
    expect(report.meaning).toContain('It asks to wait 30 seconds.')
    for (const message of [report.messages.forReseller, report.messages.forCustomer]) {
      expect(message).toContain('okafor-yard-dashboard on 23 November 2026, 14:32 UTC')
      expect(message).toContain('429 Too Many Requests to GET /access')
      expect(message).toContain('Request ID req-1.')
    }
  })

  it('does not send an API Key that no header can carry', async () => {
    const { check } = await start()
    const report = await check({ readCredentials: async () => ({ ...secrets, apiKey: 'key\nline' }) })
    expect(report).toMatchObject({ verdict: 'api_key_refused', failingStep: 'access' })
    expect(report.values).toEqual({ clientId: 'accepted', clientSecret: 'accepted', apiKey: 'at_fault' })
  })

  it('keeps secrets out of the report even when the servers repeat them everywhere', async () => {
    const all = `${secrets.clientSecret} ${secrets.apiKey} ${secrets.token} ${encodeURIComponent(secrets.clientSecret)}`
    const { check } = await start({
      access: envelope([{ _id: `id ${secrets.apiKey}`, name: `name ${all}`, expiry: secrets.token }]),
      application: () => json(403, { message: all }, { 'x-request-id': secrets.token }),
    })
    const reports = [await check()]
    await close()
    const refusing = await start({ access: json(403, { message: all }, { 'x-request-id': secrets.apiKey }) })
    reports.push(await refusing.check())
    expect(reports.map(({ verdict }) => verdict)).toEqual(['application_refused', 'access_refused'])
    const text = JSON.stringify(reports)
    for (const secret of [secrets.apiKey, secrets.token, 'canary secret', 'canary%20secret']) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('[removed]')
  })

  it('keeps the parameters of an application out of the report', async () => {
    const { check } = await start({
      application: () => envelope({ _id: 'a', parameters: { pin: 'PIN-9931' } }),
    })
    const report = await check()
    expect(JSON.stringify(report)).not.toContain('PIN-9931')
  })

  it('puts hostile names into its texts as one short, harmless line', async () => {
    const name = `Yard\n\u202Egnp.exe\u0000\u200B<img src=x>${'x'.repeat(5_000)}`
    const { check } = await start({
      access: envelope([{ _id: 'a', name }, JSON.parse('{"__proto__":{"_id":"b"},"name":"c"}')]),
      application: () => json(403, {}),
    })
    const report = await check()
    const texts = [
      report.meaning,
      report.messages.forReseller,
      ...report.advice,
      report.applications[0]?.name ?? '',
    ]
    for (const text of texts) {
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect(text.length).toBeLessThan(600)
    }
    expect(report.applications).toHaveLength(1)
    expect(report.notes).toContain('The list has 1 more entry that is no application.')
  })
})
