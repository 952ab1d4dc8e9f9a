import { join } from 'node:path'
import type { Page } from 'playwright'
import { Pool } from 'undici'
import type { Bench, Measurement } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { median } from '../harness/statistics.ts'
import { startServer } from './child.ts'
import { type AppPage, openWindow } from './window.ts'

/** One after another in each run: a single call is too short for a clock. */
const calls = 50

const target = { applicationId: '1'.repeat(24), collectionId: '2'.repeat(24), documentId: '3'.repeat(24) }

/** A call from the window through IPC and main to a server and back, against the same call by undici alone. */
export async function measureCallOverhead(bench: Bench, latencyMs: number): Promise<Measurement> {
  const server = await startServer([join(import.meta.dirname, 'answering-server.ts'), String(latencyMs)])
  const app = await openWindow()
  const pool = new Pool(server.line)
  const times: { ours: number; bare: number }[] = []
  try {
    const connectionId = await app.connect({
      tokenUrl: `${server.line}/token`,
      apiBaseUrl: server.line,
      clientId: 'measured',
      clientSecret: 'measured-secret',
      apiKey: 'measured-key',
    })
    const ours = () => throughWindow(app.page, { ...target, connectionId })
    const bare = () => byUndici(pool)
    await ours()
    await bare()
    const samples = await ratiosOf(bench, ours, bare, (own, other) => times.push({ ours: own, bare: other }))
    const middle = (key: 'ours' | 'bare') => median(times.map(time => time[key])).toFixed(2)
    return { samples, notes: [`A call took ${middle('ours')} ms, by undici alone ${middle('bare')} ms.`] }
  } finally {
    await pool.close()
    await app.close()
    await server.close()
  }
}

/** Milliseconds of a call, by the clock of the window. */
function throughWindow(
  page: Page,
  input: typeof target & { readonly connectionId: string },
): Promise<number> {
  return page.evaluate(
    async ({ input, calls }) => {
      const { api } = (globalThis as unknown as AppPage).explorer
      const startedAt = performance.now()
      for (let call = 0; call < calls; call++) {
        const answer = await api.document(input)
        if (!answer.ok) throw new Error(answer.error.message)
      }
      return (performance.now() - startedAt) / calls
    },
    { input, calls },
  )
}

async function byUndici(pool: Pool): Promise<number> {
  const { applicationId, collectionId, documentId } = target
  const startedAt = performance.now()
  for (let call = 0; call < calls; call++) {
    const answer = await pool.request({
      method: 'GET',
      path: `/${applicationId}/collections/${collectionId}/documents/${documentId}`,
      headers: { authorization: 'Bearer token', 'x-api-key': 'measured-key', accept: 'application/json' },
    })
    JSON.parse(await answer.body.text())
  }
  return (performance.now() - startedAt) / calls
}
