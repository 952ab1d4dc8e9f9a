import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { demoApi, type Named } from './support/demo-api.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { demoControl } from './support/demo-control.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const documents = 20_000

let cloud: RunningDemoCloud
let keyring: Keyring
let userData: string
let explorer: Explorer
let page: Page

const start = async (): Promise<void> => {
  explorer = await launchExplorer({ userData, keyring: 'none', env: keyring.env })
  page = explorer.page
}

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents })
  keyring = await startKeyring('unlocked')
  userData = await mkdtemp(join(tmpdir(), 'explorer-load-'))
  await start()
})
test.afterAll(async () => {
  await explorer?.close()
  await keyring?.stop()
  await cloud?.close()
  await rm(userData, { recursive: true, force: true })
})

const strip = (): Locator => page.getByRole('region', { name: 'Load all' })
const loadedAll = (): Locator => page.getByText(`All ${documents.toLocaleString('en-GB')} loaded`)

/** Writes the dataset on screen to a file, and gives the hash of its documents in their order. */
async function exportedHash(name: string): Promise<string> {
  const filePath = join(userData, name)
  await explorer.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const choice = page.getByRole('dialog')
  await choice.getByText('NDJSON', { exact: true }).click()
  await choice.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(filePath)).toBeVisible()
  const text = await readFile(filePath, 'utf8')
  expect(text.trimEnd().split('\n')).toHaveLength(documents)
  return createHash('sha256').update(text).digest('hex')
}

test('a load that the end of the app cut off is offered to be resumed, and ends with the same rows', async () => {
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
  await page.getByRole('tab', { name: 'Schema', exact: true }).click()
  await page.getByRole('button', { name: 'Load all', exact: true }).click()
  await expect(loadedAll()).toBeVisible({ timeout: 60_000 })
  const undisturbed = await exportedHash('undisturbed.ndjson')

  await demoControl(cloud).addFault({ host: 'api', method: 'SEARCH', latencyMs: 150 })
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(strip().getByRole('status')).toContainText(/^([4-9]|1\d),000 of 20,000/)
  const app = explorer.app.process()
  const ended = once(app, 'exit')
  app.kill('SIGKILL')
  await ended
  await demoControl(cloud).clearFaults()

  await start()
  const offer = page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^weighings: Paused at [\d,]+ of 20,000/ })
  await offer.click()
  await expect(offer).toHaveCount(0)
  await expect(strip().getByRole('status')).toContainText(/^Paused at [\d,]+ of 20,000/)
  await strip().getByRole('button', { name: 'Resume' }).click()
  await expect(loadedAll()).toBeVisible({ timeout: 60_000 })
  expect(await exportedHash('resumed.ndjson')).toBe(undisturbed)
})

test('what changed while a load was paused is told, with its page and what to do', async () => {
  await demoControl(cloud).addFault({ host: 'api', method: 'SEARCH', latencyMs: 150 })
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(strip().getByRole('status')).toContainText(/^([4-9]|1\d),000 of 20,000/)
  await strip().getByRole('button', { name: 'Pause' }).click()
  await expect(strip().getByRole('button', { name: 'Resume' })).toBeVisible()
  await demoControl(cloud).clearFaults()
  await changeFirstDocument()
  await strip().getByRole('button', { name: 'Resume' }).click()
  await expect(loadedAll()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '2 notes' }).press('Enter')
  const notes = page.getByRole('dialog', { name: '2 notes' })
  await expect(notes).toContainText(
    '1 of the documents changed after they were loaded, on one page (documents',
  )
  await expect(notes).toContainText('Press Load again')
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Load again' }).click()
  // Until the new version is ready the one before stays, with its notes.
  await expect(page.getByRole('button', { name: /^\d notes?$/ })).toHaveCount(0, { timeout: 60_000 })
  await expect(loadedAll()).toBeVisible()
})

/** Changes the document that comes first in the order in which all are loaded. */
async function changeFirstDocument(): Promise<void> {
  const api = demoApi(cloud, cloud.client('works'))
  const idOf = async (list: string, name: string): Promise<string> =>
    ((await api.get(list)) as readonly Named[]).find(entry => entry.name === name)?._id ?? ''
  const application = await idOf('/access', 'Weighbridge network')
  const collection = await idOf(`/${application}/collections`, 'weighings')
  const path = `/${application}/collections/${collection}/documents`
  const [first] = (await api.get(`${path}?l=1`)) as readonly Record<string, unknown>[]
  await api.put(`${path}/${first?.['_id']}`, { ...first, operator: 'Changed meanwhile' })
}
