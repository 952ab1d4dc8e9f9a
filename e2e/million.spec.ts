import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { demoApi, type Named } from './support/demo-api.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'
import { measureTasks, type TaskCost } from './support/task-cost.ts'
import { expectWhole } from './support/whole-row.ts'
import { measureWindow, type WindowLoad } from './support/window-load.ts'

test.describe.configure({ mode: 'serial', timeout: 300_000 })

/**
 * 1,000,000 documents are a body of about 300 MB, which the demo cloud takes half a minute to make. 1,300,000 are more
 * rows than an element can hold.
 */
const documents = Number(process.env['LARGE_BODY_DOCUMENTS'] ?? 60_000)
/** Documents that are asked for at a time where they are only read. */
const partSize = 500_000
/** Megabytes by which the window may grow, whatever the body. */
const maxGrowth = 100

/** A weighing, as far as this test looks at it. */
interface Weighing {
  readonly ticket: string
  readonly netKg: number
  readonly site: string
}

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page
let load: WindowLoad
let tasks: TaskCost
let folder: string
let atStart = 0
let weighings: readonly Weighing[]

test.beforeAll(async () => {
  test.setTimeout(300_000)
  cloud = await startDemoCloud({ documents })
  folder = await mkdtemp(join(tmpdir(), 'large-body-'))
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
  await page.getByRole('button', { name: 'Open as request' }).click()
  load = await measureWindow(explorer)
  tasks = await measureTasks(page)
  atStart = (await load.memory()).window
  await page.getByRole('textbox', { name: 'Query as text' }).fill(`l=${documents}&hidesystemflags=true`)
  weighings = await allWeighings()
})
test.afterEach(async () => {
  const description = `${await tasks.longest()} ms of its thread`
  test.info().annotations.push({ type: 'longest task of the window', description })
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The same documents without the app, in parts: no text is longer than 512 MB. */
async function allWeighings(): Promise<readonly Weighing[]> {
  const api = demoApi(cloud, cloud.client('works'))
  const named = async (path: string, name: string): Promise<string> => {
    const list = (await api.get(path)) as readonly Named[]
    return list.find(entry => entry.name === name)?._id ?? ''
  }
  const application = await named('/access', 'Weighbridge network')
  const collection = await named(`/${application}/collections`, 'weighings')
  const path = `/${application}/collections/${collection}/documents`
  const all: Weighing[] = []
  while (all.length < documents) {
    const part = `l=${Math.min(partSize, documents - all.length)}&o=${all.length}&hidesystemflags=true`
    for (const weighing of (await api.get(`${path}?${part}`)) as readonly Weighing[]) all.push(weighing)
  }
  return all
}

const response = (): Locator => page.getByRole('region', { name: 'Response', exact: true })
const table = (): Locator => page.getByRole('grid', { name: 'Documents of Answer of documents' })
const head = (column: string): Locator => table().getByRole('columnheader', { name: column, exact: true })

/** A click opens the document as well; closing it brings the focus back. */
async function focusFirstCell(): Promise<void> {
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await table().getByRole('gridcell').first().click()
  await expect(drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(table().locator('[role="gridcell"][tabindex="0"]')).toBeFocused()
}

async function tickets(): Promise<readonly string[]> {
  return (await table().locator('[data-row] [data-column="0"]').allInnerTexts()).slice(0, 5)
}

test('a body of many documents is a table at once', async () => {
  await page.getByRole('textbox', { name: 'Path', exact: true }).press('ControlOrMeta+Enter')
  await expect(response().getByRole('status')).toHaveText('200 OK', { timeout: 240_000 })
  await response().getByRole('tab', { name: 'Table', exact: true }).click()
  await expect.poll(tickets).toEqual(weighings.slice(0, 5).map(({ ticket }) => ticket))
  const all = `All ${documents.toLocaleString('en-GB')} loaded`
  await expect(response().getByText(all)).toBeVisible({ timeout: 240_000 })
  await expect.poll(tickets).toEqual(weighings.slice(0, 5).map(({ ticket }) => ticket))
})

test('it scrolls to its end, and is sorted on any column', async () => {
  await response().getByRole('button', { name: 'Open as dataset' }).click()
  await focusFirstCell()
  await page.keyboard.press('Control+ArrowDown')
  const last = table().getByRole('row', { name: new RegExp(`^${weighings.at(-1)?.ticket ?? ''}\\b`) })
  await expectWhole(last, table())
  await table().evaluate(grid => grid.scrollTo({ top: 0 }))
  await expect.poll(tickets).toContain(weighings[0]?.ticket)
  await table().evaluate(grid => grid.scrollTo({ top: grid.scrollHeight }))
  await expectWhole(last, table())

  await head('netKg').click()
  await head('netKg').click()
  await expect(head('netKg')).toHaveAttribute('aria-sort', 'descending')
  const heaviest = weighings
    .map(({ ticket, netKg }, place) => ({ ticket, netKg, place }))
    .toSorted((a, b) => b.netKg - a.netKg || a.place - b.place)
  await focusFirstCell()
  await page.keyboard.press('Control+ArrowUp')
  await expect.poll(tickets).toEqual(heaviest.slice(0, 5).map(({ ticket }) => ticket))
  await page.keyboard.press('Control+ArrowDown')
  const lightest = heaviest.at(-1)?.ticket ?? ''
  await expect(table().getByRole('row', { name: new RegExp(`^${lightest}\\b`) })).toBeVisible()
})

test('it is counted by the values of a field', async () => {
  // Columns that are out of view are not drawn.
  for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await head('site').hover()
  await head('site').getByRole('button', { name: 'Filter site' }).click()
  const menu = page.getByRole('dialog', { name: 'Filter site' })
  await menu.getByText('Values', { exact: true }).click()
  const north = weighings.filter(({ site }) => site === 'NORTH').length
  const value = menu.getByRole('listitem').filter({ hasText: 'NORTH' })
  await expect(value).toContainText(north.toLocaleString('en-GB'))
  await page.keyboard.press('Escape')
})

test('it is written to Parquet, every document with its values', async () => {
  const filePath = join(folder, 'weighings.parquet')
  await explorer.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const choice = page.getByRole('dialog')
  await choice.getByText('Parquet', { exact: true }).click()
  await choice.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(filePath)).toBeVisible({ timeout: 120_000 })
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const read = await connection.runAndReadAll(
    `SELECT count(*), sum("netKg")::BIGINT, min(ticket), max(ticket) FROM '${filePath}'`,
  )
  const names = weighings.map(({ ticket }) => ticket).toSorted()
  expect(read.getRowsJS()).toEqual([
    [BigInt(documents), BigInt(weighings.reduce((sum, { netKg }) => sum + netKg, 0)), names[0], names.at(-1)],
  ])
  connection.closeSync()
  instance.closeSync()
})

test('the window does not grow with the body', async () => {
  const { window } = await load.memory()
  test.info().annotations.push({
    type: 'window',
    description: `${atStart} MB at the start, ${window} MB at the end`,
  })
  expect(window - atStart).toBeLessThan(maxGrowth)
})
