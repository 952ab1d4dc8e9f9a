import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, emptyConnectionFields } from '../../../shared/connection.ts'
import type { DeskResult } from '../../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../../shared/errors.ts'
import type { Settings } from '../../../shared/settings.ts'
import { createSchedule } from './create-schedule.ts'
import type { Notice } from './notice.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.UTC(2026, 10, 24, 8)
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

function connection(number: number): Connection {
  return {
    ...emptyConnectionFields,
    id: idOf(number),
    name: `Yard ${number}`,
    customer: 'Acme',
    secretStorage: 'keychain',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: true,
    ephemeral: false,
    createdAt: '',
    updatedAt: '',
  }
}

const result = (number: number, more: Partial<DeskResult> = {}): DeskResult => ({
  connectionId: idOf(number),
  at: new Date(start).toISOString(),
  verdict: 'works',
  failingStep: null,
  headline: '',
  applications: 1,
  nearestExpiry: null,
  nextExpiry: null,
  base: null,
  lastWorked: null,
  previous: { at: new Date(start - day).toISOString(), verdict: 'works' },
  ...more,
})

describe('The schedule of the desk', () => {
  let folder: string
  let now: number
  let timers: { at: number; call: () => void }[]
  let settings: Pick<Settings, 'deskCheckEvery' | 'deskWarnDays'>
  let checks: string[][]
  let found: readonly DeskResult[]
  let refuse: ExplorerError | null
  let halt: ErrorData | null
  const notices: Notice[] = []
  const problems: string[] = []

  const make = () =>
    createSchedule({
      folder,
      settings: () => settings,
      connections: async () => [connection(1), connection(2)],
      check: async (ids, onHalt) => {
        if (refuse !== null) throw refuse
        if (halt !== null) onHalt(halt)
        checks.push([...ids])
        return found
      },
      notify: notice => void notices.push(notice),
      onProblem: problem => void problems.push(problem),
      clock: {
        now: () => now,
        after: (ms, call) => {
          const timer = { at: now + ms, call }
          timers.push(timer)
          return () => {
            timers = timers.filter(each => each !== timer)
          }
        },
      },
    })

  /** Lets time pass, timer by timer, and whatever follows from each come to rest. */
  const pass = async (ms: number): Promise<void> => {
    const until = now + ms
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (next === undefined) break
      timers = timers.filter(each => each !== next)
      now = Math.max(now, next.at)
      next.call()
      await expect.poll(() => timers.length, { interval: 1 }).toBe(1)
    }
    now = until
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'schedule-'))
    now = start
    timers = []
    settings = { deskCheckEvery: 'daily', deskWarnDays: 30 }
    checks = []
    found = []
    refuse = null
    halt = null
    notices.length = 0
    problems.length = 0
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('tells when a check stopped and waits', async () => {
    halt = new ExplorerError('keychain_locked', 'The keychain is locked.', { hint: 'Unlock it.' }).toData()
    make().look()
    await pass(day + 6000)
    expect(notices).toEqual([
      {
        title: 'The scheduled check stopped',
        body: 'The keychain is locked. Unlock it. The credential desk lets it go on.',
      },
    ])
  })

  it('checks all connections an interval after it was switched on, and again after each', async () => {
    make().look()
    await pass(day - 1)
    expect(checks).toEqual([])
    await pass(6000)
    expect(checks).toEqual([[idOf(1), idOf(2)]])
    await pass(3 * day)
    expect(checks).toHaveLength(4)
    expect(notices).toEqual([])
  })

  it('makes a check that was missed once, not as often as it was missed', async () => {
    make().look()
    await pass(2 * hour)
    timers = []
    now += 20 * day
    make().look()
    await pass(20 * hour)
    expect(checks).toHaveLength(1)
  })

  it('starts nothing while the machine sleeps, and what is due when it wakes', async () => {
    const schedule = make()
    schedule.look()
    await pass(hour)
    schedule.rest()
    expect(timers).toEqual([])
    now += 3 * day
    schedule.look()
    await pass(6000)
    expect(checks).toHaveLength(1)
  })

  it('waits for the end of another run', async () => {
    settings = { deskCheckEvery: 'hourly', deskWarnDays: 30 }
    refuse = new ExplorerError('conflict', 'A run is under way.')
    make().look()
    await pass(hour + 60_000)
    expect(checks).toEqual([])
    refuse = null
    await pass(10 * 60_000)
    expect(checks).toHaveLength(1)
    expect(problems).toEqual([])
  })

  it('does nothing where it is off', async () => {
    settings = { deskCheckEvery: 'off', deskWarnDays: 30 }
    const schedule = make()
    schedule.look()
    for (const { call } of timers.splice(0)) call()
    expect(checks).toEqual([])
    expect(timers).toEqual([])
  })

  it('sums up in one notification what changed and what will expire', async () => {
    const changed = { verdict: 'client_refused', failingStep: 'token' } as const
    const soon = new Date(start + 13 * day).toISOString()
    found = [result(1, changed), result(2, { nextExpiry: soon }), result(3, { nextExpiry: soon })]
    make().look()
    await pass(day + 6000)
    expect(notices).toEqual([
      {
        title: '1 credential changed, 1 will expire',
        body: 'Acme, Yard 1: Client refused (before: Works)\nAcme, Yard 2: an application expires in 11 days',
      },
    ])
  })

  it('warns of an expiry once, and again only when it has another date', async () => {
    const at = (days: number): string => new Date(start + days * day).toISOString()
    found = [result(1, { nextExpiry: at(20) })]
    make().look()
    await pass(3 * day)
    expect(notices).toHaveLength(1)
    found = [result(1, { nextExpiry: at(25) })]
    await pass(day)
    expect(notices).toHaveLength(2)
    settings = { deskCheckEvery: 'daily', deskWarnDays: 0 }
    found = [result(1, { nextExpiry: at(26) })]
    await pass(day)
    expect(notices).toHaveLength(2)
  })

  it('begins anew where its file cannot be read or says a moment that has not come', async () => {
    make().look()
    await pass(hour)
    timers = []
    now -= 30 * day
    make().look()
    await pass(day + 6000)
    expect(checks).toHaveLength(1)
    expect(JSON.parse(await readFile(join(folder, 'schedule.json'), 'utf8'))).toMatchObject({ version: 1 })
  })
})
