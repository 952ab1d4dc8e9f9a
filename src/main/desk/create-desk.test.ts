import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { DeskProgress, DeskRun } from '../../shared/desk.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { defaultSettings, type Settings } from '../../shared/settings.ts'
import type { ReadCredentials } from '../auth/index.ts'
import { usualLimits } from '../checks/index.ts'
import { envelope, json, secrets, startScripted } from '../checks/test-server.ts'
import { createDesk, type Desk } from './create-desk.ts'
import { runLimits } from './run-limits.ts'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each()
})

const locked = () => new ExplorerError('keychain_locked', 'The keychain is locked.', { hint: 'Unlock it.' })

/** A desk over `count` connections to a real server. `start` is what a further start of the app makes. */
async function setUp(count: number, script: Parameters<typeof startScripted>[0] = {}) {
  const server = await startScripted(script)
  cleanUp.push(() => server.close())
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  cleanUp.push(() => rm(folder, { recursive: true, force: true }))
  const connections = new Map<string, Connection>()
  for (let number = 0; number < count; number++) {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    connections.set(id, { ...server.connection, id, name: `c${number}` })
  }
  const remembered: CheckReport[] = []
  const heard: DeskProgress[] = []
  const limits: { -readonly [K in keyof Settings]?: Settings[K] } = {}
  const reads: string[] = []
  const start = (readCredentials: ReadCredentials = async () => secrets): Desk => {
    const desk = createDesk({
      folder,
      http: server.http,
      readCredentials: (id, signal) => {
        reads.push(id)
        return readCredentials(id, signal)
      },
      limits: () => runLimits({ ...defaultSettings, ...limits }),
      connectionOf: async id => {
        const connection = connections.get(id)
        if (connection === undefined) throw new ExplorerError('not_found', 'Gone.')
        return connection
      },
      remember: async (_, report) => void remembered.push(report),
      onProgress: progress => void heard.push(progress),
      onProblem: (problem, error) => {
        throw new Error(problem, { cause: error })
      },
    })
    cleanUp.push(() => desk.close())
    return desk
  }
  return { start, ids: [...connections.keys()], heard, reads, connections, limits, remembered }
}

async function until(desk: Desk, wanted: (run: DeskRun) => boolean): Promise<DeskRun> {
  return expect
    .poll(async () => (await desk.state()).run, { timeout: 20_000 })
    .toSatisfy((run: DeskRun | null) => run !== null && wanted(run))
    .then(async () => {
      const { run } = await desk.state()
      if (run === null) throw new Error('There is no run.')
      return run
    })
}

describe('The credential desk', () => {
  it('checks all it is given and keeps what it found, also for the next start', async () => {
    const { start, ids, heard } = await setUp(20)
    const desk = start()
    await desk.check(ids)
    const run = await until(desk, ({ state }) => state === 'finished')
    expect(run).toMatchObject({
      done: 20,
      total: 20,
      byTone: { works: 20, broken: 0 },
      checking: [],
      problem: null,
    })
    await expect.poll(() => heard.flatMap(({ results }) => results).length).toBe(20)
    await desk.close()
    const { results, run: last } = await start().state()
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['works']))
    expect(last?.state).toBe('finished')
  })

  it('knows when a connection that fails last worked, and says so to the customer', async () => {
    let works = true
    const { start, ids } = await setUp(1, {
      token: (request, response) =>
        (works
          ? json(200, { access_token: secrets.token, token_type: 'Bearer', expires_in: 300 })
          : json(401, { error: 'invalid_client' }))(request, response),
    })
    const desk = start()
    const check = async () => {
      await desk.check(ids)
      await until(desk, ({ state }) => state === 'finished')
      return (await desk.state()).results[0]
    }
    const good = await check()
    expect(good?.lastWorked).toBe(good?.at)
    works = false
    await check()
    const failing = await check()
    expect(failing).toMatchObject({ verdict: 'client_refused', lastWorked: good?.at })
    expect(await desk.message(ids)).toMatch(
      /The last check that worked was on \d+ \w+ \d{4}, \d\d:\d\d UTC\./,
    )
    await desk.close()
    expect((await start().state()).results[0]?.lastWorked).toBe(good?.at)
  })

  it('compares with the run before, whatever is checked by itself in between', async () => {
    let works = true
    const { start, ids, remembered } = await setUp(2, {
      token: (request, response) =>
        (works
          ? json(200, { access_token: secrets.token, token_type: 'Bearer', expires_in: 300 })
          : json(401, { error: 'invalid_client' }))(request, response),
    })
    const desk = start()
    const check = async () => {
      await desk.check(ids)
      await until(desk, ({ state }) => state === 'finished')
    }
    await check()
    works = false
    await check()
    // The connections are looked at one by one, still failing.
    for (const report of remembered.slice(2)) {
      await desk.note(report)
      await desk.note(report)
    }
    const { results } = await desk.state()
    expect(results.map(({ base, previous }) => [base?.verdict, previous?.verdict])).toEqual([
      ['works', 'client_refused'],
      ['works', 'client_refused'],
    ])
    const report: unknown = JSON.parse(await desk.report(ids, 'json'))
    expect(report).toMatchObject({ results: [{ change: 'broken' }, { change: 'broken' }] })
    expect(await desk.report(ids, 'csv')).toMatch(/\nc0,[^\n]*client_refused,broken,/)
    expect(await desk.report(ids, 'html')).toContain('Since the run before: 2 newly broken.')
    await desk.close()
    const again = start()
    await again.check(ids)
    await until(again, ({ state }) => state === 'finished')
    expect(JSON.parse(await again.report(ids, 'json'))).toMatchObject({
      results: [{ change: null }, { change: null }],
    })
  })

  it('goes as fast as the settings let it at its start', async () => {
    const { start, ids, limits } = await setUp(6)
    const desk = start()
    limits.deskAtOnce = 2
    await desk.check(ids)
    limits.deskAtOnce = 16
    const most: number[] = []
    const run = await until(desk, ({ state, checking }) => {
      most.push(checking.length)
      return state === 'finished'
    })
    expect(run.atOnce).toBe(2)
    expect(Math.max(...most)).toBeLessThanOrEqual(2)
    expect(runLimits({ deskAtOnce: 3, deskPerSecond: 4, deskTimeLimit: 6 })).toMatchObject({
      concurrency: 3,
      startsPerSecond: 4,
      connectionLimitMs: 6000,
      stepLimitMs: 6000,
    })
    expect(runLimits(defaultSettings)).toEqual(usualLimits)
  })

  it('goes on after the app was ended in the middle, without checking anything twice', async () => {
    let calls = 0
    const { start, ids, reads } = await setUp(40)
    const first = start(async () => {
      calls++
      if (calls === 25) void first.close()
      return secrets
    })
    await first.check(ids)
    await expect.poll(() => calls).toBeGreaterThanOrEqual(25)
    await first.close()

    const second = start()
    const cut = await second.state()
    expect(cut.run).toMatchObject({ state: 'interrupted', total: 40, done: cut.results.length })
    expect(cut.results.length).toBeLessThan(40)
    const known = new Set(cut.results.map(({ connectionId }) => connectionId))
    reads.length = 0
    await second.resume()
    await until(second, ({ state }) => state === 'finished')
    expect(reads.filter(id => known.has(id))).toEqual([])
    expect((await second.state()).results).toHaveLength(40)
  })

  it('keeps a run that was cut short until the person lets it go on or cancels it', async () => {
    let calls = 0
    const { start, ids } = await setUp(30)
    const first = start(async () => {
      calls++
      if (calls === 20) void first.close()
      return secrets
    })
    await first.check(ids)
    await expect.poll(() => calls).toBeGreaterThanOrEqual(20)
    await first.close()

    const second = start()
    const conflict = { code: 'conflict', message: expect.stringContaining('cut short') }
    await expect(second.check(ids.slice(0, 1))).rejects.toMatchObject(conflict)
    await expect(second.checkOnSchedule(ids, () => {})).rejects.toMatchObject(conflict)
    expect((await second.state()).run).toMatchObject({ state: 'interrupted', total: 30 })
    await second.cancel()
    await second.check(ids.slice(0, 1))
    expect(await until(second, ({ state }) => state === 'finished')).toMatchObject({ total: 1 })
  })

  it('counts what does not work, also what it found before the end of the app', async () => {
    const refused = json(401, { error: 'invalid_client' })
    let calls = 0
    const { start, ids } = await setUp(30, { token: refused })
    const first = start(async () => {
      calls++
      if (calls === 20) void first.close()
      return secrets
    })
    await first.check(ids)
    await expect.poll(() => calls).toBeGreaterThanOrEqual(20)
    await first.close()

    const second = start()
    const { run, results } = await second.state()
    expect(results.length).toBeGreaterThan(0)
    expect(run).toMatchObject({ state: 'interrupted', byTone: { broken: results.length } })
    await second.resume()
    const { byTone } = await until(second, ({ state }) => state === 'finished')
    expect(byTone.broken).toBe(30)
  })

  it('says once that the keychain is locked, makes no verdict of it, and goes on when it is not', async () => {
    const { start, ids, heard } = await setUp(30)
    let open = 10
    const desk = start(async () => {
      if (open-- <= 0) throw locked()
      return secrets
    })
    await desk.check(ids)
    const stopped = await until(desk, ({ state }) => state === 'paused')
    expect(stopped.problem).toMatchObject({ code: 'keychain_locked' })
    const before = (await desk.state()).results
    expect(new Set(before.map(({ verdict }) => verdict))).toEqual(
      new Set(before.length === 0 ? [] : ['works']),
    )
    const told = () => heard.map(({ run }) => run?.problem?.code ?? null)
    await expect.poll(told).toContain('keychain_locked')
    open = Number.POSITIVE_INFINITY
    await desk.resume()
    await until(desk, ({ state }) => state === 'finished')
    const { results } = await desk.state()
    expect(results.map(({ verdict }) => verdict)).toEqual(ids.map(() => 'works'))
    const starts = told().filter((code, index, all) => code !== null && all[index - 1] !== code)
    expect(starts).toHaveLength(1)
  })

  it('tells once that a run that began by itself waits, and answers all it found when it went on', async () => {
    const { start, ids } = await setUp(20)
    let isLocked = true
    const desk = start(async () => {
      if (isLocked) throw locked()
      return secrets
    })
    const halts: string[] = []
    const found = desk.checkOnSchedule(ids, ({ code }) => void halts.push(code))
    await until(desk, ({ state }) => state === 'paused')
    await desk.resume()
    await until(desk, ({ state }) => state === 'paused')
    expect(halts).toEqual(['keychain_locked'])
    isLocked = false
    await desk.resume()
    expect((await found).map(({ connectionId }) => connectionId)).toEqual(ids)
  })

  it.each([
    ['goes on at the next look of the schedule', false],
    ['is answered to the schedule though the person let it go on', true],
  ])('a run that began by itself and was cut short %s', async (_, byPerson) => {
    let calls = 0
    const { start, ids, reads } = await setUp(30)
    const first = start(async () => {
      calls++
      if (calls === 20) void first.close()
      return secrets
    })
    void first.checkOnSchedule(ids, () => {})
    await expect.poll(() => calls).toBeGreaterThanOrEqual(20)
    await first.close()

    const second = start()
    const known = new Set((await second.state()).results.map(({ connectionId }) => connectionId))
    expect(known.size).toBeLessThan(30)
    reads.length = 0
    if (byPerson) await second.resume()
    const found = await second.checkOnSchedule(ids, () => {})
    expect(found.map(({ connectionId }) => connectionId)).toEqual(ids)
    expect(reads.filter(id => known.has(id))).toEqual([])
  })

  it('tells of an application that has ended, and of the next that will', async () => {
    const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
    const [ended, soon, later] = [at(-40), at(5), at(90)]
    const list = [later, ended, soon].map((expiry, index) => ({ _id: String(index), name: 'Yard', expiry }))
    const { start, ids } = await setUp(1, { access: envelope(list) })
    const desk = start()
    await desk.check(ids)
    await until(desk, ({ state }) => state === 'finished')
    expect((await desk.state()).results).toMatchObject([{ nearestExpiry: ended, nextExpiry: soon }])
  })

  it('asks the keychain for nothing where the token server is down', async () => {
    const { start, ids, reads, connections } = await setUp(60)
    for (const [id, connection] of connections) {
      connections.set(id, { ...connection, tokenUrl: 'http://127.0.0.1:1/token' })
    }
    const desk = start()
    await desk.check(ids)
    const { byTone } = await until(desk, ({ state }) => state === 'finished')
    expect(byTone.broken).toBe(60)
    // Those that found out, and what was read ahead meanwhile.
    expect(reads.length).toBeLessThan(30)
  })

  it('starts nothing while paused, and ends when cancelled with what it has', async () => {
    const { start, ids } = await setUp(30)
    const desk = start()
    await desk.check(ids)
    await desk.pause()
    await expect(desk.check(ids)).rejects.toMatchObject({ code: 'conflict' })
    await desk.cancel()
    const { run, results } = await desk.state()
    expect(run).toMatchObject({ state: 'cancelled', checking: [] })
    expect(results.length).toBeLessThan(30)
  })

  it('skips a connection that was deleted meanwhile', async () => {
    const { start, ids, connections } = await setUp(5)
    const desk = start()
    connections.delete(ids[3] ?? '')
    await desk.check(ids)
    await until(desk, ({ state, done }) => state === 'finished' && done === 5)
    expect((await desk.state()).results).toHaveLength(4)
  })

  it('remembers the verdict before, and reports in the order asked for, by the names of today', async () => {
    const { start, ids, connections } = await setUp(2)
    const desk = start()
    await desk.check(ids)
    await until(desk, ({ state }) => state === 'finished')
    await desk.check(ids)
    await until(desk, ({ state }) => state === 'finished')
    expect((await desk.state()).results[0]?.previous?.verdict).toBe('works')
    const [first = '', second = ''] = ids
    const renamed = connections.get(first)
    if (renamed !== undefined) connections.set(first, { ...renamed, name: '=renamed' })
    const json = JSON.parse(await desk.report([second, first], 'json'))
    expect(json.results.map(({ name }: { name: string }) => name)).toEqual(['c1', '=renamed'])
    for (const format of ['csv', 'json', 'html'] as const) {
      const text = await desk.report(ids, format)
      expect(text).not.toContain(secrets.clientSecret)
      expect(text).not.toContain(secrets.apiKey)
    }
    expect(await desk.message([first])).not.toBe('')
  })
})
