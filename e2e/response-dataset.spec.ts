import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page
let userData: string

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 1200 })
  userData = await mkdtemp(join(tmpdir(), 'explorer-answers-'))
  explorer = await launchExplorer({ userData })
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  await rm(userData, { recursive: true, force: true })
})

const response = (): Locator => page.getByRole('region', { name: 'Response', exact: true })
const onDisk = (): Promise<readonly string[]> => readdir(join(userData, 'datasets'))

/** Sends a request for documents and shows its answer as a table. */
async function answerAsTable(): Promise<void> {
  await page.getByRole('button', { name: 'Open as request' }).click()
  await page.getByRole('textbox', { name: 'Path', exact: true }).press('ControlOrMeta+Enter')
  await expect(response().getByRole('status')).toHaveText('200 OK')
  await response().getByRole('tab', { name: 'Table', exact: true }).click()
  await expect(response().getByText(/^All [\d,]+ loaded/)).toBeVisible()
}

async function closeTab(name: string): Promise<void> {
  await page.getByRole('tablist', { name: 'Tabs' }).getByRole('tab', { name }).click()
  await page.keyboard.press('ControlOrMeta+W')
}

test('the documents of an answer go with its tab', async () => {
  await answerAsTable()
  expect(await onDisk()).toHaveLength(1)
  await page.keyboard.press('ControlOrMeta+W')
  await expect.poll(onDisk).toEqual([])
})

test('they stay while a tab of their own shows them', async () => {
  await answerAsTable()
  await response().getByRole('button', { name: 'Open as dataset' }).click()
  await closeTab('GET documents')
  await expect(page.getByRole('grid', { name: /^Documents of Answer/ })).toBeVisible()
  expect(await onDisk()).toHaveLength(1)
  await page.keyboard.press('ControlOrMeta+W')
  await expect.poll(onDisk).toEqual([])
})

test('they stay when they are kept', async () => {
  await answerAsTable()
  await response().getByRole('button', { name: 'Keep this dataset' }).click()
  await expect(response().getByRole('button', { name: 'Keep this dataset' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.press('ControlOrMeta+W')
  await expect(response()).toBeHidden()
  expect(await onDisk()).toHaveLength(1)
})
