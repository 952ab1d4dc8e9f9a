import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { DemoClient } from '../demo-cloud/description.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { startDemoCloud } from './support/demo-cloud.ts'
import { importAll, verdictsByClient } from './support/desk.ts'
import { launchExplorer } from './support/explorer.ts'
import { startRelay } from './support/relay.ts'

/** Clients at each of six hosts. */
const each = 18
/** Calls that a busy host refuses before it answers. */
const refused = 12
/**
 * Milliseconds in which the run must end: a host that says nothing is noticed by three calls of 10 s, two of them at
 * a time at most. All of its clients, each waited for, would take longer than this alone.
 */
const promisedMs = 45_000

type Host = Required<Pick<DemoClient, 'tokenUrl' | 'apiBaseUrl' | 'verdict'>>

test('with half of the hosts down, some slow and one busy, a run ends in time with right verdicts', async () => {
  test.setTimeout(180_000)
  const cloud = await startDemoCloud({ documents: 100, clients: each * 10 })
  const clients = cloud.clients.filter(
    ({ clientId, verdict }) => clientId.startsWith('generated-') && verdict === 'works',
  )
  const slow = await startRelay(cloud.tokenUrl, { delayMs: 400 })
  let calls = 0
  const busy = await startRelay(cloud.tokenUrl, {
    instead: ({ url }) =>
      url.includes('/access') && calls++ < refused
        ? { status: 429, body: '{}', headers: { 'retry-after': '1' } }
        : undefined,
  })
  const silent = await listen(createServer(() => {}))
  const gone = [await freePort(), await freePort()]
  const at = (port: number): Host => ({
    tokenUrl: `http://127.0.0.1:${port}/oidc/token`,
    apiBaseUrl: `http://127.0.0.1:${port}/api`,
    verdict: 'token_server_unreachable',
  })
  const through = (relay: { through(url: string): string }): Host => ({
    tokenUrl: relay.through(cloud.tokenUrl),
    apiBaseUrl: relay.through(cloud.apiBaseUrl),
    verdict: 'works',
  })
  const hosts: readonly Host[] = [
    { tokenUrl: cloud.tokenUrl, apiBaseUrl: cloud.apiBaseUrl, verdict: 'works' },
    through(slow),
    through(busy),
    ...gone.map(at),
    { ...at(portOf(silent)), verdict: 'timed_out' },
  ]
  const placed = clients
    .slice(0, each * hosts.length)
    .map((client, index) => ({ ...client, ...hosts[index % hosts.length] }))
  expect(placed).toHaveLength(each * hosts.length)

  const folder = await mkdtemp(join(tmpdir(), 'explorer-hosts-'))
  const list = join(folder, 'customers.csv')
  await writeFile(list, listOf(placed.map(client => cellsOf(client, cloud))))
  const explorer = await launchExplorer({ keyring: 'none' })
  const { page } = explorer
  try {
    await answerOpenDialog(explorer, list)
    await importAll(page, placed.length)
    await page.getByRole('button', { name: 'Check all' }).click()
    const run = page.getByRole('region', { name: 'Run' })
    await expect(run).toBeVisible()
    await expect(run).toHaveCount(0, { timeout: promisedMs })
    expect(await verdictsByClient(page)).toEqual(
      Object.fromEntries(placed.map(({ clientId, verdict }) => [clientId, verdict])),
    )
    expect(calls).toBeGreaterThan(refused)
  } finally {
    await explorer.close()
    await Promise.all([slow.close(), busy.close(), cloud.close()])
    silent.close()
    await rm(folder, { recursive: true, force: true })
  }
})

async function listen(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** A port on which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = await listen(createServer())
  const port = portOf(server)
  server.close()
  return port
}
