import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

const documents = 20_000

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents })
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
})

async function show(view: 'Table' | 'Cards' | 'JSON' | 'Schema' | 'Charts'): Promise<void> {
  await page.getByRole('tab', { name: view, exact: true }).click()
}

function table(): Locator {
  return page.getByRole('grid', { name: 'Documents of weighings' })
}

function head(column: string): Locator {
  return table().getByRole('columnheader', { name: column, exact: true })
}

async function firstTickets(): Promise<readonly string[]> {
  const cells = table().locator('[data-row] [data-column="0"]')
  await expect(cells.first()).toHaveText(/^W-/)
  return (await cells.allInnerTexts()).slice(0, 5)
}

async function loadAll(): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
}

test('shows documents as cards that open one document', async () => {
  await openCollection(page, 'Weighbridge network', 'weighings')
  await show('Cards')
  const cards = page.getByRole('list', { name: 'Documents of weighings' })
  const first = cards.getByRole('button', { name: /W-100000/ })
  await expect(first).toContainText('weighedAt')
  await first.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await expect(drawer.getByText('W-100001', { exact: true }).first()).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('describes the documents in the window and says that they are a sample', async () => {
  await show('Schema')
  const schema = page.getByRole('region', { name: 'Schema' })
  await expect(schema).toContainText('from a sample: the 200 of 20,000 documents in the window')
  await schema.getByRole('row', { name: /netKg/ }).click()
  const field = page.getByRole('complementary', { name: 'Field netKg' })
  await expect(field.getByRole('img', { name: /4,860 to 29,060/ })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('complementary', { name: 'Field tareKg' })).toBeVisible()
})

test('loads a whole collection, paused and resumed on the way', async () => {
  await page.getByRole('button', { name: 'Load all', exact: true }).click()
  const strip = page.getByRole('region', { name: 'Load all' })
  await strip.getByRole('button', { name: 'Pause' }).click()
  await expect(strip).toContainText('Paused at')
  await strip.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('All 20,000 loaded')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Schema' })).toContainText(
    'from all 20,000 documents of the dataset',
  )
})

test('sorts all documents on any column and leads to the last of them', async () => {
  await show('Table')
  const before = await firstTickets()
  await head('netKg').click()
  await expect(head('netKg')).toHaveAttribute('aria-sort', 'ascending')
  await expect.poll(firstTickets).not.toEqual(before)
  await head('netKg').click()
  await head('netKg').click()
  await expect(head('netKg')).toHaveAttribute('aria-sort', 'none')
  await expect.poll(firstTickets).toEqual(before)
  await table().getByRole('gridcell').first().click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+ArrowDown')
  await expect(table().getByRole('row', { name: /^W-119999\b/ })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let step = 1; step <= 40; step++) await page.keyboard.press('ArrowDown')
  await expect(table().locator('[data-row]:not([data-row="0"]) :focus')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ControlOrMeta+Home')
})

test('filters columns by value and by range, each a chip to take away', async () => {
  // Columns that are out of view are not drawn.
  for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await head('site').hover()
  await head('site').getByRole('button', { name: 'Filter site' }).click()
  const menu = page.getByRole('dialog', { name: 'Filter site' })
  await menu.getByText('Values', { exact: true }).click()
  await menu.getByRole('checkbox', { name: 'NORTH' }).check()
  await menu.getByRole('button', { name: 'Apply' }).click()
  const bar = page.getByRole('region', { name: 'Dataset' })
  await expect(bar.getByRole('button', { name: 'Remove the condition site is NORTH' })).toBeVisible()
  await expect(page.getByText(/^[\d,]+ of 20,000 match$/)).toBeVisible()

  await head('netKg').focus()
  await page.keyboard.press('Alt+ArrowDown')
  const range = page.getByRole('dialog', { name: 'Filter netKg' })
  await range.getByRole('textbox', { name: 'From' }).fill('99,999')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No document meets these conditions.')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove all conditions' }).click()
  await expect(page.getByText('20,000 in all')).toBeVisible()
})

test('groups documents by a field, measures the groups, and leads to the documents of one', async () => {
  const bar = page.getByRole('region', { name: 'Dataset' })
  await bar.getByRole('button', { name: 'Group', exact: true }).click()
  const groups = page.getByRole('region', { name: 'Groups', exact: true })
  await expect(groups.getByRole('combobox', { name: 'Group by' })).toHaveValue('site')
  await expect(groups.getByRole('status')).toHaveText('3 groups')
  const counts = await groups.getByRole('row').locator('td:nth-of-type(1)').allInnerTexts()
  expect(counts.map(text => Number(text.replaceAll(',', ''))).reduce((a, b) => a + b, 0)).toBe(documents)

  await groups.getByRole('combobox', { name: 'Measure' }).click()
  await page.getByRole('option', { name: 'netKg', exact: true }).click()
  const sum = groups.getByRole('columnheader', { name: 'Sum netKg' })
  await sum.getByRole('button').press('Enter')
  await expect(sum).toHaveAttribute('aria-sort', 'descending')
  const sums = (await groups.getByRole('row').locator('td:nth-of-type(2)').allInnerTexts()).map(text =>
    Number(text.replaceAll(',', '')),
  )
  expect(sums).toEqual(sums.toSorted((a, b) => b - a))
  expect(await seriousViolations(page)).toEqual([])

  await groups.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'ticket', exact: true }).click()
  await expect(groups.getByRole('status')).toHaveText('The 1,000 largest of 20,000 groups')
  await groups.getByRole('combobox', { name: 'Group by' }).click()
  await page.getByRole('option', { name: 'site', exact: true }).click()
  await groups.getByRole('button', { name: 'NORTH', exact: true }).click()
  await expect(bar.getByRole('button', { name: 'Remove the condition site is NORTH' })).toBeVisible()
  await expect(page.getByText(/^[\d,]+ of 20,000 match$/)).toBeVisible()
  await expect(head('site')).toBeVisible()
  await bar.getByRole('button', { name: 'Remove the condition site is NORTH' }).click()
  await expect(page.getByText('20,000 in all')).toBeVisible()
})

test('goes from a value of the schema to its documents', async () => {
  await show('Schema')
  await page.getByRole('row', { name: /site/ }).click()
  await page
    .getByRole('complementary', { name: 'Field site' })
    .getByRole('button', { name: 'RAIL', exact: true })
    .click()
  await expect(page.getByRole('button', { name: 'Remove the condition site is RAIL' })).toBeVisible()
  await expect(table().getByRole('gridcell', { name: 'RAIL', exact: true }).first()).toBeVisible()
  await show('JSON')
  await expect(page.getByRole('article', { name: 'Document 1', exact: true })).toContainText('"RAIL"')
})

test('draws what the schema suggests, with its numbers beside it, and leads to the documents', async () => {
  const bar = page.getByRole('region', { name: 'Dataset' })
  await bar.getByRole('button', { name: /Remove the condition/ }).click()
  await show('Charts')
  const charts = page.getByRole('region', { name: 'Charts' })
  const suggested = charts.getByRole('list', { name: 'Suggested charts' })
  await suggested.getByRole('button', { name: 'Sum netKg by site', exact: true }).click()
  await expect(charts.getByRole('img', { name: 'Sum netKg by site' }).locator('canvas')).toBeVisible()
  const numbers = charts.getByRole('table', { name: 'Sum netKg by site' })
  await expect(numbers.getByRole('row')).toHaveCount(4)
  expect(await seriousViolations(page)).toEqual([])

  await charts.getByRole('combobox', { name: 'Along the x axis' }).click()
  await page.getByRole('option', { name: 'vehicleId', exact: true }).click()
  await expect(charts.getByText(/\b80 smaller ones are left out/)).toBeVisible()
  await suggested.getByRole('button', { name: 'Sum netKg by site', exact: true }).click()
  await numbers.getByRole('button', { name: 'WHARF' }).click()
  await expect(bar.getByRole('button', { name: 'Remove the condition site is WHARF' })).toBeVisible()
  await expect(table().getByRole('gridcell', { name: 'WHARF', exact: true }).first()).toBeVisible()
})

test('writes the documents that meet the conditions to a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  const file = join(folder, 'weighings.ndjson')
  try {
    await explorer.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export weighings' })
    await dialog.getByText('NDJSON', { exact: true }).click()
    await expect(dialog.getByRole('radio', { name: /that meet the conditions$/ })).toBeChecked()
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(page.getByText(`documents are in ${file}`)).toBeVisible()
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const written = lines.map(line => JSON.parse(line) as Record<string, unknown>)
    await expect(page.getByText(`${lines.length.toLocaleString('en-GB')} of 20,000 match`)).toBeVisible()
    expect(new Set(written.map(document => document['site']))).toEqual(new Set(['WHARF']))
    expect(await readdir(folder)).toEqual(['weighings.ndjson'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('shows what the API has now on request', async () => {
  await show('Table')
  await page.getByRole('button', { name: 'Show live' }).click()
  await expect(page.getByText('20,000 in all')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filter site' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show loaded' }).click()
  await expect(head('site').getByRole('button', { name: 'Filter site' })).toBeAttached()
})

test('lists datasets in Settings, where they are kept and deleted', async () => {
  await page.keyboard.press('ControlOrMeta+,')
  const list = page.getByRole('list', { name: 'Datasets' })
  await expect(list).toContainText('20,000 documents')
  await list.getByRole('button', { name: 'Keep weighings' }).click()
  await expect(list.getByRole('button', { name: 'Keep weighings' })).toHaveAttribute('aria-pressed', 'true')
  expect(await seriousViolations(page)).toEqual([])
  await list.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByText('All 20,000 loaded')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+,')
  await list.getByRole('button', { name: 'Delete weighings' }).click()
  await expect(list).toBeHidden()
  await page.keyboard.press('ControlOrMeta+W')
  await expect(page.getByText('All 20,000 loaded')).toBeHidden()
})

test('cancels a load', async () => {
  await loadAll()
  const strip = page.getByRole('region', { name: 'Load all' })
  await strip.getByRole('button', { name: 'Cancel' }).click()
  await expect(strip).toBeHidden()
})
