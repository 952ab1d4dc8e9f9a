import { setTimeout as delay } from 'node:timers/promises'
import type { RowPlan } from '../harness/row.ts'
import { type Cloud, startCloud } from '../support/cloud.ts'
import { type AppPage, type AppWindow, openWindow } from '../support/window.ts'

const calls = 1000
/** Long enough for 1,000 calls on a slow machine, short enough to wait for the end of each. */
const lifetimeSeconds = 10
/** Between further calls. */
const pauseMs = 100
/** Tokens are renewed a tenth of their life before its end, 30 s at most. */
const earliestRenewalMs = lifetimeSeconds * 900

/** One token for all calls of a connection, until the moment when it is renewed early. */
export const tokenTraffic: RowPlan = {
  id: 'token-traffic',
  what: `${calls} calls at once on one connection, and further calls for as long as the token is fresh`,
  against: '',
  goal: 1,
  unit: 'token requests',
  async measure({ runs, say }) {
    const cloud = await startCloud('--token-lifetime', String(lifetimeSeconds))
    const app = await openWindow()
    try {
      const connectionId = await app.connect({ ...cloud, ...cloud.client('works') })
      const samples: number[] = []
      const broken: string[] = []
      for (let run = 1; run <= runs; run++) {
        const { requests, renewedAfterMs } = await oneLife(app, cloud, connectionId)
        say(`  run ${run} of ${runs}: ${requests}, the next after ${Math.round(renewedAfterMs)} ms`)
        samples.push(requests)
        if (renewedAfterMs < earliestRenewalMs) {
          broken.push(
            `a token was asked for again after ${Math.round(renewedAfterMs)} ms of ${lifetimeSeconds} s`,
          )
        }
      }
      if (samples.some(requests => requests !== 1)) broken.push('exactly one token request in every run')
      return { samples, broken }
    } finally {
      await app.close()
      await cloud.close()
    }
  },
}

/** Calls from before a token is there until the next is asked for. */
async function oneLife(app: AppWindow, cloud: Cloud, connectionId: string) {
  await forget(app, connectionId)
  await cloud.counts()
  const startedAt = performance.now()
  await call(app, connectionId, calls)
  const first = await cloud.counts()
  if (first.api !== calls) throw new Error(`${first.api} of ${calls} calls reached the API.`)
  let more = 0
  // Endless only where no token is ever renewed, and then calls begin to fail.
  while (more === 0) {
    await delay(pauseMs)
    await call(app, connectionId, 10)
    more = (await cloud.counts()).token
  }
  return { requests: first.token, renewedAfterMs: performance.now() - startedAt }
}

async function forget({ page }: AppWindow, connectionId: string): Promise<void> {
  await page.evaluate(
    async input => void (await (globalThis as unknown as AppPage).explorer.token.forget(input)),
    { connectionId },
  )
}

async function call({ page }: AppWindow, connectionId: string, count: number): Promise<void> {
  await page.evaluate(
    async ({ input, count }) => {
      const { api } = (globalThis as unknown as AppPage).explorer
      const answers = await Promise.all(Array.from({ length: count }, () => api.applications(input)))
      const failed = answers.find(answer => !answer.ok)
      if (failed?.ok === false) throw new Error(failed.error.message)
    },
    { input: { connectionId }, count },
  )
}
