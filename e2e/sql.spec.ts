import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page
let userData: string

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 20_000 })
  userData = await mkdtemp(join(tmpdir(), 'explorer-'))
  explorer = await launchExplorer({ userData })
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  await rm(userData, { recursive: true, force: true })
})

function statement(): Locator {
  return page.getByRole('textbox', { name: 'Statement' })
}

function answer(): Locator {
  return page.getByRole('grid', { name: 'Answer' })
}

function result(): Locator {
  return page.getByRole('region', { name: 'Result' })
}

/** Puts a statement in the place of what stood there, and runs it. */
async function run(text: string): Promise<void> {
  await statement().click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
  await page.keyboard.press('ControlOrMeta+Enter')
}

test('opens from a loaded collection with a statement that can be run', async () => {
  await openCollection(page, 'Weighbridge network', 'weighings')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await expect(page.getByText('All 20,000 loaded')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Query with SQL' }).click()
  await expect(statement()).toContainText('FROM weighings')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result().getByText('100 rows')).toBeVisible()
  await expect(answer().getByRole('columnheader', { name: 'netKg', exact: true })).toBeVisible()
  await expect(answer().getByRole('row', { name: /^W-100000\b/ })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+Shift+L')
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+Shift+L')
})

/** Takes what is offered for the word before the cursor, so that the statement then has the text. */
async function complete(name: RegExp, text: string): Promise<void> {
  const offered = page.getByRole('listbox', { name: 'Completions' })
  await expect(offered.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true')
  // The list takes no key for a moment after it came, so that nobody takes a completion by mistake.
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(statement()).toBeFocused()
    await expect(statement()).toContainText(text, { timeout: 500 })
  }).toPass()
}

test('completes datasets and columns while typing', async () => {
  await statement().click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('SELECT sit')
  await complete(/^site/, 'SELECT site')
  await page.keyboard.type(', count(*) AS loads, sum(netKg) AS kg FROM weig')
  await complete(/^weighings/, 'FROM weighings')
  await page.keyboard.insertText(' GROUP BY ALL ORDER BY loads DESC')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result().getByText('3 rows')).toBeVisible()
  await expect(answer().getByRole('columnheader')).toHaveText([/site/, /loads/, /kg/])
  await expect(answer().getByRole('gridcell', { name: 'NORTH', exact: true })).toBeVisible()
})

test('puts names into the statement from the list of datasets', async () => {
  const datasets = page.getByRole('region', { name: 'Datasets' })
  await statement().click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('SELECT ')
  await datasets.getByRole('button', { name: /^ticket/ }).click()
  await expect(statement()).toBeFocused()
  await page.keyboard.insertText(' FROM ')
  await datasets.getByRole('button', { name: 'weighings', exact: true }).click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result().getByText('20,000 rows')).toBeVisible()
  await answer().getByRole('gridcell').first().click()
  await page.keyboard.press('End')
  await page.keyboard.press('ControlOrMeta+End')
  await expect(answer().getByRole('row', { name: /^W-119999\b/ })).toBeVisible()
})

test('draws an answer', async () => {
  await run('SELECT site, sum(netKg) AS kg FROM weighings GROUP BY site')
  await expect(result().getByText('3 rows')).toBeVisible()
  await result().getByRole('tab', { name: 'Chart' }).click()
  await expect(result().getByRole('img', { name: 'kg by site' }).locator('canvas')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
})

test('says what is wrong with a statement, and refuses what is more than reading', async () => {
  await run('SELECT nett FROM weighings')
  await expect(result().getByRole('alert')).toContainText('nett')
  await expect(result().getByRole('alert')).toContainText('LINE 1')
  const log = join(userData, 'engine.log')
  await run(`FROM enable_logging(storage = 'file', storage_path = '${log}')`)
  await expect(result().getByRole('alert')).toContainText('The function enable_logging cannot be used here.')
  await run("COPY weighings TO 'x.csv'")
  await expect(result().getByRole('alert')).toContainText('Only SELECT and EXPLAIN run here.')
  await expect(stat(log)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await seriousViolations(page)).toEqual([])
})

test('shows how the engine runs a statement', async () => {
  await run('EXPLAIN SELECT site, count(*) FROM weighings GROUP BY site')
  await expect(result().getByText('How the engine runs it')).toBeVisible()
  await expect(result()).toContainText('SEQ_SCAN')
})

test('cancels a statement without end while the window can be used', async () => {
  await run('WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT max(i) FROM r')
  await expect(result().getByText('Running')).toBeVisible()
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByRole('menuitem', { name: /EXPLAIN SELECT/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(result().getByRole('alert')).toContainText('Cancelled after')
})

test('ends the process of a statement that does not stop, and goes on with the next', async () => {
  await run("SELECT length(repeat('x', 1000000000) || i) FROM range(100) t(i)")
  await expect(result().getByText('Running')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(result().getByRole('alert')).toContainText('Its process was ended')
  await run('SELECT 40 + 2 AS works')
  await expect(answer().getByRole('gridcell', { name: '42' })).toBeVisible()
})

test('writes and copies an answer as CSV', async () => {
  const file = join(userData, 'answer.csv')
  await explorer.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await run("SELECT site, count(*) AS loads, '=1+1' AS formula FROM weighings GROUP BY ALL ORDER BY site")
  await expect(result().getByText('3 rows')).toBeVisible()
  await result().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Export CSV' }).click()
  await expect(page.getByText(`3 rows written to ${file}`)).toBeVisible()
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toBe('\ufeffsite,loads,formula')
  expect(lines[1]).toMatch(/^NORTH,\d+,'=1\+1$/)
  await result().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Copy CSV' }).click()
  await expect(page.getByText('3 rows copied to the clipboard')).toBeVisible()
  expect(await explorer.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('site,loads,formula')
})

test('keeps the text and what was run for the next start, readable for its owner alone', async () => {
  await run('SELECT 40 + 2 AS works')
  await expect(answer()).toBeVisible()
  const file = join(userData, 'sql', 'console.json')
  await expect.poll(async () => JSON.parse(await readFile(file, 'utf8')).text).toBe('SELECT 40 + 2 AS works')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await explorer.close()
  explorer = await launchExplorer({ userData })
  page = explorer.page
  await page.keyboard.press('ControlOrMeta+Shift+S')
  await expect(statement()).toHaveText('SELECT 40 + 2 AS works')
  await expect(page.getByRole('region', { name: 'Datasets' })).toContainText('None is loaded')
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('menuitem', { name: /formula/ }).click()
  await expect(statement()).toContainText('formula')
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('menuitem', { name: 'Clear history' }).click()
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByText('Nothing was run yet.')).toBeVisible()
})
