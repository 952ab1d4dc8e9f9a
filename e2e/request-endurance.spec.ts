import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import type { ExplorerBridge } from '../src/shared/contract.ts'
import { emptyRequest } from '../src/shared/requests.ts'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { demoControl } from './support/demo-control.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

/** Bytes that a process may grow by without anything being kept for each request. */
const megabyte = 1024 * 1024
const heapMayGrowBy = 8 * megabyte
const residentMayGrowBy = 96 * megabyte

let cloud: RunningDemoCloud
let keyring: Keyring
let userData: string
let explorer: Explorer

test.beforeEach(async () => {
  cloud = await startDemoCloud({ documents: 500 })
  keyring = await startKeyring('unlocked')
  userData = await mkdtemp(join(tmpdir(), 'explorer-endurance-'))
  explorer = await launchExplorer({ userData, keyring: 'none', env: keyring.env })
  await addDemoClient(explorer.page, cloud, cloud.client('works'))
  await explorer.page.getByRole('list', { name: 'Applications' }).waitFor()
})
test.afterEach(async () => {
  await explorer?.close()
  await keyring?.stop()
  await cloud?.close()
  await rm(userData, { recursive: true, force: true })
})

/** Sends one after the other, as the window does, and answers how many were answered with 200. */
async function send(page: Page, connectionId: string, times: number): Promise<number> {
  return page.evaluate(
    async ({ connectionId, times, request }) => {
      const { explorer } = globalThis as unknown as { explorer: ExplorerBridge }
      const draftId = crypto.randomUUID()
      let good = 0
      for (let n = 0; n < times; n++) {
        const sent = await explorer.requests.send({ draftId, connectionId, request, confirmed: false })
        if (!sent.ok) throw new Error(JSON.stringify(sent.error))
        if (sent.value.status === 200) good++
        await explorer.responses.close({ responseId: sent.value.responseId })
      }
      return good
    },
    { connectionId, times, request: emptyRequest },
  )
}

/** What main holds once the rubbish is out. */
async function memoryOf({ app }: Explorer): Promise<{ readonly heap: number; readonly resident: number }> {
  return app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    collect()
    collect()
    const { heapUsed, rss } = process.memoryUsage()
    return { heap: heapUsed, resident: rss }
  })
}

test('1,000 sends in a row: one token, memory flat, history within its cap', async () => {
  test.setTimeout(180_000)
  const { page } = explorer
  const connectionId = await page.evaluate(async () => {
    const list = await (globalThis as unknown as { explorer: ExplorerBridge }).explorer.connections.list({})
    return list.ok ? (list.value.connections[0]?.id ?? '') : ''
  })
  const control = demoControl(cloud)
  const client = cloud.client('works')
  await control.revoke(client.name)
  const before = await control.countOf(client)

  expect(await send(page, connectionId, 200)).toBe(200)
  const early = await memoryOf(explorer)
  expect(await send(page, connectionId, 800)).toBe(800)
  const late = await memoryOf(explorer)

  const after = await control.countOf(client)
  expect(after.tokenRequests - before.tokenRequests).toBe(1)
  // The call with the revoked token is nobody's: the cloud no longer knows whose it was.
  expect(after.apiCalls - before.apiCalls).toBe(1000)
  expect(late.heap - early.heap).toBeLessThan(heapMayGrowBy)
  expect(late.resident - early.resident).toBeLessThan(residentMayGrowBy)
  const file = join(userData, 'history', `${connectionId}.json`)
  expect((await stat(file)).size).toBeLessThan(1.2 * megabyte)
  const { entries } = JSON.parse(await readFile(file, 'utf8')) as { entries: readonly unknown[] }
  expect(entries).toHaveLength(200)
  test.info().annotations.push({
    type: 'memory of main after 200 and after 1,000 sends',
    description: JSON.stringify({ early, late }),
  })
})

test('killed with five unsaved requests open, the next start has them all', async () => {
  const { page } = explorer
  const paths = ['/one', '/two/{ApplicationID}', '/three?l=1', '/four/{{variable}}', '/five']
  for (const path of paths) {
    await page.keyboard.press('ControlOrMeta+Shift+N')
    await page.getByRole('textbox', { name: 'Path', exact: true }).fill(path)
  }
  const drafts = join(userData, 'request-drafts.json')
  await expect.poll(() => readFile(drafts, 'utf8').catch(() => '')).toContain('/five')
  const ended = new Promise(resolve => explorer.app.process().once('exit', resolve))
  explorer.app.process().kill('SIGKILL')
  await ended
  await explorer.close()

  explorer = await launchExplorer({ userData, keyring: 'none', env: keyring.env })
  const tabs = explorer.page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab', { name: /^GET / })
  await expect(tabs).toHaveCount(paths.length)
  for (const [at, path] of paths.entries()) {
    await tabs.nth(at).click()
    await expect(explorer.page.getByRole('textbox', { name: 'Path', exact: true })).toHaveValue(path)
  }
})
