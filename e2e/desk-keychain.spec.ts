import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { importAll, verdictsByClient } from './support/desk.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { type Relay, startRelay } from './support/relay.ts'

const count = 120

let cloud: RunningDemoCloud
/** Slow enough for a keychain to be locked in the middle of a run. */
let slow: Relay
let keyring: Keyring
let folder: string
let list: string

test.describe.configure({ timeout: 180_000 })
test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100, clients: count })
  slow = await startRelay(cloud.tokenUrl, { delayMs: 120 })
})
test.afterAll(async () => {
  await slow?.close()
  await cloud?.close()
})
test.beforeEach(async () => {
  keyring = await startKeyring()
  folder = await mkdtemp(join(tmpdir(), 'explorer-desk-keychain-'))
  list = join(folder, 'customers.csv')
  const clients = cloud.clients.filter(({ clientId }) => clientId.startsWith('generated-'))
  const there = { tokenUrl: slow.through(cloud.tokenUrl), apiBaseUrl: slow.through(cloud.apiBaseUrl) }
  await writeFile(list, listOf(clients.map(client => cellsOf({ ...there, ...client }, cloud))))
})
test.afterEach(async () => {
  await keyring.stop()
  await rm(folder, { recursive: true, force: true })
})

const launch = (): Promise<Explorer> =>
  launchExplorer({ userData: join(folder, 'data'), keyring: 'none', env: keyring.env })

/** The saved connections as they are on disk, by file. */
async function savedFiles(): Promise<Readonly<Record<string, string>>> {
  const saved = join(folder, 'data', 'connections')
  const names = (await readdir(saved)).toSorted()
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(join(saved, name), 'utf8')] as const)),
  )
}

async function progressOf(page: Page, name: 'Saved' | 'Checked'): Promise<number> {
  return Number(await page.getByRole('progressbar', { name }).getAttribute('aria-valuenow'))
}

test('a keychain that is locked in the middle of an import ends it once, with what was saved complete', async () => {
  const explorer = await launch()
  const { page } = explorer
  try {
    await answerOpenDialog(explorer, list)
    await page.keyboard.press('ControlOrMeta+D')
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByRole('button', { name: `Import ${count} connections` }).click()
    await expect.poll(() => progressOf(page, 'Saved')).toBeGreaterThan(20)
    await keyring.lock()
    await expect(page.getByText(/^Stopped at \d+ of/)).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(1)
    const saved = await progressOf(page, 'Saved')
    expect(saved).toBeLessThan(count)
    const files = await savedFiles()
    expect(Object.keys(files)).toHaveLength(saved)
    for (const text of Object.values(files)) {
      expect(JSON.parse(text)).toMatchObject({
        secretStorage: 'keychain',
        hasSecret: { clientSecret: true, apiKey: true },
      })
    }

    await page.getByRole('button', { name: `Import ${count - saved} connections` }).click()
    await expect(page.getByText(`Stopped at 0 of ${count - saved}`)).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(1)
    expect(await savedFiles()).toEqual(files)
  } finally {
    await explorer.close()
  }
})

test('a keychain that is locked, then gone, in the middle of a run is said once, and nothing is lost', async () => {
  let explorer = await launch()
  try {
    await answerOpenDialog(explorer, list)
    await importAll(explorer.page, count)
    const files = await savedFiles()
    const run = () => explorer.page.getByRole('region', { name: 'Run' })
    const alert = () => explorer.page.getByRole('main').getByRole('alert')

    await explorer.page.getByRole('button', { name: 'Check all' }).click()
    await expect.poll(() => progressOf(explorer.page, 'Checked')).toBeGreaterThan(10)
    await keyring.lock()
    await expect(run()).toContainText('Paused at')
    await expect(alert()).toHaveCount(1)
    await expect(alert()).toContainText('locked')
    const done = await progressOf(explorer.page, 'Checked')
    expect(done).toBeLessThan(count)
    await expectRightVerdicts(explorer.page, done)

    await run().getByRole('button', { name: 'Resume' }).click()
    await expect(run()).toContainText('Paused at')
    await expect(alert()).toHaveCount(1)
    await explorer.close()

    await keyring.stop()
    explorer = await launch()
    await explorer.page.keyboard.press('ControlOrMeta+D')
    await expect(run()).toContainText('The last run was cut short')
    await run().getByRole('button', { name: 'Resume' }).click()
    await expect(run()).toContainText('Paused at', { timeout: 60_000 })
    await expect(alert()).toHaveCount(1)
    await expectRightVerdicts(explorer.page, done)
    expect(await savedFiles()).toEqual(files)
  } finally {
    await explorer.close()
  }
})

/** What was checked has the verdict of the demo cloud, and nothing else has one. */
async function expectRightVerdicts(page: Page, done: number): Promise<void> {
  const promised = new Map(cloud.clients.map(({ clientId, verdict }) => [clientId, verdict]))
  const found = Object.entries(await verdictsByClient(page)).filter(([, verdict]) => verdict !== '')
  expect(found).toHaveLength(done)
  for (const [clientId, verdict] of found) expect(verdict).toBe(promised.get(clientId))
}
