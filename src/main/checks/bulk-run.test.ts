import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckReport } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { BulkClock, BulkLimits, BulkOrder, BulkRun, BulkTarget } from './bulk/types.ts'
import { usualLimits } from './bulk/types.ts'
import { createBulkRun } from './bulk-run.ts'
import { envelope, type Handler, json, type Script, secrets, startScripted } from './test-server.ts'

const clock: BulkClock = {
  now: Date.now,
  setTimeout,
  clearTimeout: handle => clearTimeout(handle as NodeJS.Timeout),
}

type Server = Awaited<ReturnType<typeof startScripted>>
const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function start(script: Script = {}): Promise<Server> {
  const server = await startScripted(script)
  servers.push(server)
  return server
}

function target(connection: Connection, name: string): BulkTarget {
  return { connection: { ...connection, name }, connectionId: name, readCredentials: async () => secrets }
}

function* many(connection: Connection, count: number): Generator<BulkTarget> {
  for (let number = 0; number < count; number++) yield target(connection, `c${number}`)
}

/** Runs to the end and gives the reports by name. */
async function runAll(
  server: Server,
  targets: Iterable<BulkTarget>,
  limits: Partial<BulkLimits> = {},
  order: Partial<BulkOrder<BulkTarget>> = {},
  time: BulkClock = clock,
) {
  const reports = new Map<string, CheckReport>()
  const run = createBulkRun(
    { http: server.http, clock: time },
    {
      targets,
      total: null,
      limits: { ...usualLimits, ...limits },
      onReport: ({ connection }, report) => {
        expect(reports.has(connection.name)).toBe(false)
        reports.set(connection.name, report)
      },
      ...order,
    },
  )
  const progress = await run.done
  return { reports, progress }
}

const verdictsOf = (reports: ReadonlyMap<string, CheckReport>) =>
  Object.fromEntries([...reports].map(([name, report]) => [name, report.verdict]))

/** An answer that takes a moment, and the most of them at the same time. */
function counted(inner: Handler) {
  const seen = { now: 0, most: 0, calls: 0 }
  const handler: Handler = (request, response) => {
    seen.calls++
    seen.now++
    seen.most = Math.max(seen.most, seen.now)
    setTimeout(() => {
      seen.now--
      inner(request, response)
    }, 5)
  }
  return { seen, handler }
}

describe('A bulk run', () => {
  it('checks every connection once, and never makes more calls at a time than it may', async () => {
    const fourApplications = ['a', 'b', 'c', 'd'].map(_id => ({ _id, name: _id }))
    const access = counted(envelope(fourApplications))
    const application = counted(envelope({ _id: 'a' }))
    const server = await start({ access: access.handler, application: () => application.handler })
    const { reports, progress } = await runAll(server, many(server.connection, 60), { concurrency: 5 })
    expect(new Set([...reports.values()].map(({ verdict }) => verdict))).toEqual(new Set(['works']))
    expect(progress).toMatchObject({ state: 'finished', done: 60, running: 0, byVerdict: { works: 60 } })
    expect(access.seen.most).toBeGreaterThan(2)
    expect(access.seen.most).toBeLessThanOrEqual(5)
    expect(application.seen.most).toBeLessThanOrEqual(5)
    expect(application.seen.calls).toBe(240)
  })

  it('starts no more checks in a second than asked for', async () => {
    const server = await start()
    const startedAt: number[] = []
    const targets = [...many(server.connection, 6)].map(each => ({
      ...each,
      readCredentials: async () => {
        startedAt.push(performance.now())
        return secrets
      },
    }))
    await runAll(server, targets, { startsPerSecond: 20 })
    const took = (startedAt.at(-1) ?? 0) - (startedAt[0] ?? 0)
    expect(startedAt).toHaveLength(6)
    // Five gaps of 50 ms; timers may wake a millisecond early.
    expect(took).toBeGreaterThanOrEqual(245)
  })

  it('waits as long as a busy server asks and then finds out, without holding up the others', async () => {
    let refusals = 0
    const server = await start({
      access: (request, response) => {
        refusals++
        const busy = refusals === 1
        const answer = busy ? json(429, {}, { 'retry-after': '1' }) : envelope([{ _id: 'a', name: 'Yard' }])
        answer(request, response)
      },
    })
    const order: string[] = []
    const { reports } = await runAll(
      server,
      many(server.connection, 6),
      { concurrency: 1 },
      {
        onProgress: ({ done, putOff }) => void (putOff > 0 && order.push(`${done} done`)),
      },
    )
    expect([...new Set(Object.values(verdictsOf(reports)))]).toEqual(['works'])
    expect([...reports.keys()].at(-1)).toBe('c0')
    expect(order).toContain('5 done')
    expect(reports.get('c0')?.notes.join(' ')).toContain('Checked 2 times')
  })

  it('does not wait for longer than a connection may take, and says so', async () => {
    const server = await start({ access: json(429, {}, { 'retry-after': '3600' }) })
    const startedAt = performance.now()
    const { reports } = await runAll(server, many(server.connection, 20), { connectionLimitMs: 3000 })
    expect(performance.now() - startedAt).toBeLessThan(3000)
    expect([...new Set(Object.values(verdictsOf(reports)))]).toEqual(['rate_limited'])
    expect(reports.get('c0')?.notes.join(' ')).toContain('asks to wait 3600 s')
  })

  it('understands a moment until which a server asks to wait', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
    const server = await start({ access: json(429, {}, { 'retry-after': inAnHour }) })
    const { reports } = await runAll(server, many(server.connection, 1))
    expect(reports.get('c0')?.notes.join(' ')).toMatch(/asks to wait 3(600|5\d\d)\b/)
  })

  /** A server that answers 429 to its first call, and asks for a second of quiet. */
  const busyAtFirst = () => {
    let calls = 0
    return start({
      access: (request, response) => {
        calls++
        const quiet = json(429, {}, { 'retry-after': '1' })
        ;(calls === 1 ? quiet : envelope([{ _id: 'a', name: 'Yard' }]))(request, response)
      },
    })
  }

  it('does not count the turn of others as time of a connection that waits for a busy server', async () => {
    const server = await busyAtFirst()
    const ended: [name: string, verdict: string | null][] = []
    // Each check of the others takes as long as a connection may take in all.
    const time = { ...clock, now: () => Date.now() + ended.length * usualLimits.connectionLimitMs }
    await runAll(
      server,
      many(server.connection, 20),
      { concurrency: 1 },
      { onReport: ({ connection }, { verdict }) => void ended.push([connection.name, verdict]) },
      time,
    )
    expect(ended.at(-1)).toEqual(['c0', 'works'])
  })

  it('does not count a pause as time of a connection that waits for a busy server', async () => {
    const server = await busyAtFirst()
    let skew = 0
    const verdicts: (string | null)[] = []
    const run: BulkRun = createBulkRun(
      { http: server.http, clock: { ...clock, now: () => Date.now() + skew } },
      {
        targets: many(server.connection, 1),
        total: 1,
        limits: usualLimits,
        onReport: (_, { verdict }) => void verdicts.push(verdict),
        onProgress: ({ state, putOff, running }) => {
          if (state === 'running' && putOff === 1 && running === 0 && skew === 0) run.pause()
          if (state === 'paused' && skew === 0) {
            skew = 3_600_000
            setImmediate(run.resume)
          }
        },
      },
    )
    await run.done
    expect(verdicts).toEqual(['works'])
  })

  it('makes no verdict of a check that the machine slept over, but checks again', async () => {
    let calls = 0
    let skew = 0
    const server = await start({
      access: (request, response) => {
        calls++
        if (calls > 1) return envelope([{ _id: 'a', name: 'Yard' }])(request, response)
        skew = 3_600_000
      },
    })
    const { reports } = await runAll(
      server,
      many(server.connection, 1),
      { stepLimitMs: 500 },
      {},
      { ...clock, now: () => Date.now() + skew },
    )
    expect(verdictsOf(reports)).toEqual({ c0: 'works' })
  })

  it('gets every connection through a server that takes only so many calls in a second', async () => {
    let window = 0
    let calls = 0
    const server = await start({
      access: (request, response) => {
        const second = Math.floor(Date.now() / 1000)
        if (second !== window) calls = 0
        window = second
        calls++
        const answer =
          calls > 15 ? json(429, {}, { 'retry-after': '1' }) : envelope([{ _id: 'a', name: 'Yard' }])
        answer(request, response)
      },
    })
    const { reports } = await runAll(server, many(server.connection, 60))
    expect([...new Set(Object.values(verdictsOf(reports)))]).toEqual(['works'])
  })

  it('ends a connection that takes too long as timed out', async () => {
    const slowly: Handler = (request, response) => {
      setTimeout(() => envelope([{ _id: 'a', name: 'Yard' }])(request, response), 150)
    }
    const server = await start({
      access: slowly,
      application: () => () => {},
    })
    const { reports } = await runAll(server, many(server.connection, 2), { connectionLimitMs: 700 })
    expect(reports.get('c0')).toMatchObject({ verdict: 'timed_out', failingStep: 'applications' })
    expect(reports.get('c0')?.ms).toBeLessThan(1500)
  })

  it('pauses: what is under way ends, nothing starts until it is resumed', async () => {
    const access = counted(envelope([{ _id: 'a', name: 'Yard' }]))
    const server = await start({ access: access.handler })
    const run: BulkRun = createBulkRun(
      { http: server.http, clock },
      {
        targets: many(server.connection, 40),
        total: 40,
        limits: { ...usualLimits, concurrency: 4 },
        onReport: () => {},
        onProgress: ({ state, done, running }) => {
          if (state === 'running' && done === 8) run.pause()
          if (state === 'paused' && running === 0) {
            expect(done).toBeLessThanOrEqual(12)
            expect(access.seen.now).toBe(0)
            run.resume()
          }
        },
      },
    )
    expect(await run.done).toMatchObject({ state: 'finished', done: 40 })
  })

  it('cancels at once, hanging calls included, and keeps what was done', async () => {
    const server = await start({
      access: (request, response) => {
        if (handled++ < 5) envelope([{ _id: 'a', name: 'Yard' }])(request, response)
      },
    })
    let handled = 0
    const run: BulkRun = createBulkRun(
      { http: server.http, clock },
      {
        targets: many(server.connection, 1000),
        total: 1000,
        limits: usualLimits,
        onReport: () => {},
        onProgress: ({ done, state }) => {
          if (state === 'running' && done === 5) run.cancel()
        },
      },
    )
    const startedAt = performance.now()
    expect(await run.done).toMatchObject({ state: 'cancelled', done: 5, running: 0, total: 1000 })
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('ends with the error where a report cannot be taken', async () => {
    const server = await start()
    const broken = runAll(
      server,
      many(server.connection, 5),
      {},
      {
        onReport: () => Promise.reject(new Error('The disk is full.')),
      },
    )
    await expect(broken).rejects.toThrow('The disk is full.')
  })
})

/** Bytes of the heap that are really in use. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

describe('The memory of a bulk run', () => {
  it('does not grow with the number of connections', async () => {
    const server = await start()
    const heap: number[] = []
    const run = createBulkRun(
      { http: server.http, clock },
      {
        targets: many(server.connection, 1000),
        total: 1000,
        limits: usualLimits,
        onReport: () => {},
        onProgress: ({ done }) => {
          if (done === (heap.length === 0 ? 250 : 950)) heap.push(heapInUse())
        },
      },
    )
    expect(await run.done).toMatchObject({ byVerdict: { works: 1000 } })
    const [early = 0] = heap
    const late = heap.at(-1) ?? 0
    expect(heap.length).toBeGreaterThanOrEqual(2)
    // 700 reports with their exchanges would be some 7 MB.
    expect(late - early).toBeLessThan(3_000_000)
  })
})

describe('Hosts that are down', () => {
  it('are noticed, so that the run ends within its limits with right verdicts', async () => {
    const fine = await start()
    const hanging = await start({ access: () => {} })
    const deaf = await start({ reach: () => {} })
    const gone = await start()
    await gone.close()
    servers.splice(servers.indexOf(gone), 1)
    const slow = await start({
      access: (request, response) => {
        setTimeout(() => envelope([{ _id: 'a', name: 'Yard' }])(request, response), 100)
      },
    })
    const hosts = { fine, hanging, deaf, gone, slow }
    const targets = Array.from({ length: 40 }, (_, number) =>
      Object.entries(hosts).map(([name, server]) => target(server.connection, `${name} ${number}`)),
    ).flat()
    const startedAt = performance.now()
    const { reports, progress } = await runAll(fine, targets, { stepLimitMs: 1000 })
    const took = performance.now() - startedAt

    expect(progress.byVerdict).toEqual({ works: 80, timed_out: 80, token_server_unreachable: 40 })
    expect(reports.get('hanging 39')).toMatchObject({ verdict: 'timed_out', failingStep: 'access' })
    expect(reports.get('deaf 39')).toMatchObject({ verdict: 'timed_out', failingStep: 'token_server' })
    const marked = [...reports].filter(([, { notes }]) => notes.some(note => note.startsWith('Not asked:')))
    // All but the few that found out, and those that were under way at that moment.
    expect(marked.length).toBeGreaterThanOrEqual(3 * (40 - 8))
    expect(marked.every(([name]) => !/^(fine|slow)/.test(name))).toBe(true)
    // 80 time-outs of a second each, 8 at a time, would take 10 seconds without notice.
    expect(took).toBeLessThan(6000)
  })

  it('leave a wrong secret to be seen where only the API is down', async () => {
    const gone = await start()
    await gone.close()
    servers.splice(servers.indexOf(gone), 1)
    const tokens = await start({ token: json(401, { error: 'invalid_client' }) })
    const both = { ...gone.connection, tokenUrl: tokens.connection.tokenUrl }
    const { progress } = await runAll(tokens, many(both, 10))
    expect(progress.byVerdict).toEqual({ client_refused: 10 })
  })
})
