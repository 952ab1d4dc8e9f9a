import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { expect } from 'playwright/test'
import { launchExplorer } from '../../e2e/support/explorer.ts'
import { chooseRuntime } from '../electron-standin/locate.ts'
import { readPng, writePalettePng } from '../pictures/png.ts'
import { runProgram } from './run-program.ts'

/**
 * Takes the pictures of the documents anew, in both themes, into `docs/pictures/`: `npm run pictures`. The data are
 * the demo cloud's, the same each time; what is left to chance are free ports, times and what hangs on the date.
 */
const folder = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const size = { width: 1280, height: 800 }
/** Bytes of one picture, so that the documents stay quick to load. */
const mostBytes = 150_000
/** The same words and the same zone on every machine. */
const place = { TZ: 'UTC', LANG: 'en_GB.UTF-8', LANGUAGE: 'en_GB' }

const built = await runProgram('electron-vite', ['build', '--logLevel', 'warn'], { quietOutput: true })
if (built === 0) await takeAll()
else process.exitCode = built

async function takeAll(): Promise<void> {
  Object.assign(process.env, chooseRuntime().env)
  await mkdir(folder, { recursive: true })
  for (const theme of ['light', 'dark'] as const) await takeIn(theme)
}

/** Goes through the screens in one theme, on a data folder that knows nothing but the theme and the zone. */
async function takeIn(theme: 'light' | 'dark'): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'pictures-'))
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ theme, timeZone: 'utc' }))
  const explorer = await launchExplorer({ userData, env: place })
  try {
    const { page } = explorer
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize(size)
    await walk(page, name => take(page, `${name}-${theme}`))
  } finally {
    await explorer.close()
    await rm(userData, { recursive: true, force: true })
  }
}

async function walk(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Explore the demo cloud' }).waitFor()
  await shoot('welcome')

  await main.getByRole('button', { name: 'Explore the demo cloud' }).click()
  await main.getByRole('button', { name: 'Weighbridge network', exact: true }).waitFor()
  await shoot('applications')

  await main.getByRole('button', { name: 'Weighbridge network', exact: true }).click()
  await main.getByRole('button', { name: 'weighings', exact: true }).click()
  const grid = main.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '100001')
  await hideColumns(main, ['vehicleId', 'material', 'direction'])
  await nthRow(grid, 7).getByRole('gridcell').first().click()
  await main.getByRole('button', { name: 'Next document' }).waitFor()
  await shoot('documents-table')
  await main.getByRole('complementary', { name: 'Document' }).getByRole('button', { name: 'Close' }).click()
  await walkThroughDataset(page, shoot)
  await walkThroughSql(page, shoot)
  await walkThroughRequest(page, shoot)

  await walkAcrossDesk(page, shoot)
  await main.getByRole('heading', { name: 'The API refused the API Key' }).waitFor()
  await expect(main.getByRole('button', { name: 'Check again' })).toBeEnabled()
  await shoot('access-check')

  await page.getByRole('tab', { name: 'weighings' }).click()
  await page.keyboard.press('ControlOrMeta+t')
  await main.getByRole('button', { name: 'Refresh now' }).waitFor()
  await shoot('token-panel')
}

/** Checks all connections, and opens what the check of one found. */
async function walkAcrossDesk(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  await page.keyboard.press('ControlOrMeta+d')
  await main.getByRole('button', { name: 'Check all' }).click()
  await main.getByRole('region', { name: 'Run' }).waitFor()
  await expect(main.getByRole('region', { name: 'Run' })).toHaveCount(0, { timeout: 120_000 })
  await shoot('credential-desk')
  await main
    .getByRole('grid', { name: 'Connections' })
    .getByRole('row')
    .filter({ hasText: 'wrong API key' })
    .click()
}

/** Loads the whole collection and looks at it in each way. */
async function walkThroughDataset(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  const show = (view: string) => main.getByRole('tab', { name: view, exact: true }).click()
  await main.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await main.getByText('All 100,000 loaded').waitFor({ timeout: 120_000 })
  const grid = main.getByRole('grid')
  await grid.getByRole('columnheader', { name: 'netKg', exact: true }).click()
  await grid.getByRole('columnheader', { name: 'netKg', exact: true }).click()
  for (const place of [4, 6]) {
    await nthRow(grid, place)
      .getByRole('gridcell')
      .first()
      .click({ modifiers: ['ControlOrMeta'] })
  }
  await shoot('data-table')
  await page.getByRole('button', { name: 'Clear the selection' }).click()

  await show('Cards')
  await main.getByRole('list', { name: 'Documents of weighings' }).getByRole('button').first().waitFor()
  await shoot('data-cards')

  await show('Schema')
  await main.getByRole('row', { name: /netKg/ }).click()
  await main.getByRole('complementary', { name: 'Field netKg' }).waitFor()
  await shoot('data-schema')

  await show('Charts')
  const charts = main.getByRole('region', { name: 'Charts' })
  await charts.getByRole('img').locator('canvas').first().waitFor()
  await shoot('data-charts')
  await show('Table')
}

/** Asks the loaded collection and draws the answer. */
async function walkThroughSql(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Query with SQL' }).click()
  await page.getByRole('textbox', { name: 'Statement' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(
    "SELECT date_trunc('week', weighedAt) AS week, site, sum(netKg) / 1000 AS tonnes\nFROM weighings\nGROUP BY ALL\nORDER BY week, site",
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  const result = page.getByRole('region', { name: 'Result' })
  await result.getByRole('tab', { name: 'Chart' }).click()
  await result.getByRole('img', { name: 'tonnes by week, split by site' }).locator('canvas').first().waitFor()
  await shoot('sql')
}

/** Builds a request from a template, sends it, and shows a program that does the same. */
async function walkThroughRequest(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('tab', { name: 'weighings' }).click()
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await page.getByRole('button', { name: 'Templates' }).click()
  await page.getByRole('menuitem', { name: 'Search documents', exact: true }).click()
  const request = page.getByRole('region', { name: 'Request', exact: true })
  await request.getByRole('tab', { name: 'Body' }).click()
  await request.locator('.cm-editor').waitFor()
  await request.getByRole('textbox', { name: 'Body' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('{\n  "filter": { "site": "NORTH" },\n  "sort": { "netKg": -1 }\n}')
  await page.keyboard.press('ControlOrMeta+Enter')
  const response = page.getByRole('region', { name: 'Response', exact: true })
  await response.getByText('200 OK').waitFor()
  await response.getByText('"data"').waitFor()
  const code = page.getByRole('region', { name: 'Code' })
  await code.getByText('Complete starter', { exact: true }).click()
  await code.getByRole('tab', { name: 'Python' }).click()
  await code.getByText('Needs Python').first().waitFor()
  await shoot('request')
}

/** Makes room for columns that say more. */
async function hideColumns(main: Locator, columns: readonly string[]): Promise<void> {
  const page = main.page()
  await main.getByRole('button', { name: /^Columns,/ }).click()
  for (const column of columns) await page.getByRole('checkbox', { name: column, exact: true }).uncheck()
  await page.keyboard.press('Escape')
}

/** The row of a grid in this place, counted as a screen reader does: its head is the first. */
function nthRow(grid: Locator, place: number): Locator {
  return grid.locator(`[role="row"][aria-rowindex="${place}"]`)
}

/** Takes one picture, once fonts are there and nothing moves any more, without pointer and caret. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate('document.fonts.ready.then(() => null)')
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  const png = writePalettePng(readPng(await page.screenshot({ animations: 'disabled', caret: 'hide' })))
  await writeFile(join(folder, `${name}.png`), png)
  process.stdout.write(`${name}.png, ${Math.round(png.length / 1000)} KB\n`)
  if (png.length > mostBytes) throw new Error(`${name}.png has more than ${mostBytes / 1000} KB.`)
}
