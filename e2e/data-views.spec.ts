import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readXlsx } from 'hucre/xlsx'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

const run = promisify(execFile)

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page
let folder: string

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'views-'))
  cloud = await startDemoCloud({ documents: 5000 })
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await expect(page.getByText('All 5,000 loaded')).toBeVisible({ timeout: 60_000 })
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  await rm(folder, { recursive: true, force: true })
})

async function show(view: 'Table' | 'Cards' | 'Schema' | 'Charts'): Promise<void> {
  await page.getByRole('tab', { name: view, exact: true }).click()
}

function table(): Locator {
  return page.getByRole('grid', { name: 'Documents of weighings' })
}

function bar(): Locator {
  return page.getByRole('region', { name: 'Dataset' })
}

/** Has the next save dialog answer with this file, and gives its path. */
async function saveAs(name: string): Promise<string> {
  const path = join(folder, name)
  await explorer.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
  return path
}

async function sheetOf(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [sheet] = (await readXlsx(await readFile(path))).sheets
  const [head = [], ...rows] = sheet?.rows ?? []
  return rows.map(row => Object.fromEntries(head.map((name, at) => [String(name), row[at]])))
}

test('writes the rows that were chosen by keyboard and mouse as a workbook', async () => {
  const rows = table().locator('[data-row]')
  await rows
    .nth(1)
    .getByRole('gridcell')
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await rows
    .nth(3)
    .getByRole('gridcell')
    .first()
    .click({ modifiers: ['Shift'] })
  const selection = page.getByRole('region', { name: 'Selection' })
  await expect(selection).toContainText('3 selected')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(selection).toContainText('4 selected')
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(rows.nth(4)).toHaveAttribute('aria-selected', 'false')
  expect(await seriousViolations(page)).toEqual([])

  const path = await saveAs('chosen.xlsx')
  await selection.getByRole('button', { name: 'Export selected…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export weighings' })
  await expect(dialog.getByRole('radio', { name: 'The 4 selected' })).toBeChecked()
  await dialog.getByText('XLSX', { exact: true }).click()
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(`4 documents are in ${path}`)).toBeVisible()
  const written = await sheetOf(path)
  expect(written.map(({ ticket }) => ticket)).toEqual(['W-100001', 'W-100002', 'W-100003', 'W-100005'])
  expect(written[0]?.['weighedAt']).toBeInstanceOf(Date)
  expect(written[0]?.['netKg']).toEqual(expect.any(Number))
  await selection.getByRole('button', { name: 'Clear the selection' }).click()
  await expect(selection).toBeHidden()
  expect(await readdir(folder)).toEqual(['chosen.xlsx'])
})

test('saves a chart as a picture of either kind', async () => {
  await show('Charts')
  const charts = page.getByRole('region', { name: 'Charts' })
  await charts.getByRole('button', { name: 'Sum netKg by site', exact: true }).click()
  const picture = charts.getByRole('img', { name: 'Sum netKg by site' })
  await expect(picture.locator('canvas').first()).toBeVisible()
  await expect(picture).toHaveAccessibleDescription(/^3 places from .* The highest is .* at .*, the lowest/)
  expect(await seriousViolations(page)).toEqual([])

  const png = await saveAs('chart.png')
  await charts.getByRole('button', { name: 'Save as PNG' }).click()
  await expect(page.getByText(`The chart is in ${png}`)).toBeVisible()
  const bytes = await readFile(png)
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'))
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2000, 1120])

  const svg = await saveAs('chart.svg')
  await charts.getByRole('button', { name: 'Save as SVG' }).click()
  await expect(page.getByText(`The chart is in ${svg}`)).toBeVisible()
  const drawn = await page.evaluate(
    text => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
      return {
        name: root.localName,
        shapes: root.querySelectorAll('path').length,
        text: root.textContent ?? '',
      }
    },
    await readFile(svg, 'utf8'),
  )
  expect(drawn).toMatchObject({ name: 'svg', text: expect.stringContaining('Sum netKg by site') })
  expect(drawn.text).toContain('WHARF')
  expect(drawn.shapes).toBeGreaterThan(3)
})

test('draws a chart anew in the colours of the theme that is switched to', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const picture = page.getByRole('region', { name: 'Charts' }).getByRole('img', { name: 'Sum netKg by site' })
  const drawn = (): Promise<string> =>
    picture
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  const light = await drawn()
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect.poll(drawn).not.toBe(light)
  await show('Table')
  await show('Charts')
  await page.getByRole('button', { name: 'Sum netKg by site', exact: true }).click()
  await expect(picture.locator('canvas').first()).toBeVisible()
  await page.mouse.move(0, 0)
  const dark = await drawn()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect.poll(drawn).not.toBe(dark)
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect.poll(drawn).toBe(dark)
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect.poll(drawn).not.toBe(dark)
  await page.emulateMedia({ reducedMotion: null })
})

test('narrows charts and table to what was dragged over, and back', async () => {
  const charts = page.getByRole('region', { name: 'Charts' })
  await charts.getByRole('button', { name: 'Distribution of netKg', exact: true }).click()
  const picture = charts.getByRole('img', { name: 'Distribution of netKg' })
  await dragOver(picture, [0.3, 0.5], [0.5, 0.5])
  const chip = bar().getByRole('button', { name: /^Remove the condition netKg [\d,]+ to under [\d,]+$/ })
  await expect(chip).toBeVisible()
  const [from = 0, to = 0] =
    ((await chip.getAttribute('aria-label')) ?? '').replaceAll(',', '').match(/\d+/g)?.map(Number) ?? []
  expect(to).toBeGreaterThan(from)
  await show('Table')
  await expect(page.getByText(/^[\d,]+ of 5,000 match$/)).toBeVisible()
  const head = table().getByRole('columnheader', { name: 'netKg', exact: true })
  const column = await head.getAttribute('aria-colindex')
  await head.click()
  const cells = table().locator(`[data-row] [aria-colindex="${column}"]`)
  const amounts = async (): Promise<readonly number[]> =>
    (await cells.allInnerTexts()).filter(text => text !== '').map(text => Number(text.replaceAll(',', '')))
  await expect
    .poll(async () => {
      const shown = await amounts()
      return shown.length > 5 && shown.every(amount => amount >= from && amount < to)
    })
    .toBe(true)
  await chip.click()
  await expect(page.getByText('5,000 in all')).toBeVisible()
})

test('draws two numbers against each other, and narrows both', async () => {
  await show('Charts')
  const charts = page.getByRole('region', { name: 'Charts' })
  await charts.getByRole('button', { name: / against / }).click()
  await expect(charts.getByText('a sample: 3,000 of 5,000 documents, chosen by chance')).toBeVisible()
  const picture = charts.getByRole('img', { name: / against / })
  await expect(picture.locator('canvas').first()).toBeVisible()
  await expect(charts.getByRole('table').getByRole('row')).toHaveCount(401)
  expect(await seriousViolations(page)).toEqual([])
  for (const button of ['Zoom in', 'Zoom out', 'Show all']) {
    await charts.getByRole('button', { name: button }).click()
  }
  await dragOver(picture, [0.3, 0.3], [0.6, 0.8])
  await expect(bar().getByRole('button', { name: /^Remove the condition/ })).toHaveCount(2)
  await show('Table')
  await expect(page.getByText(/ of 5,000 match$/)).toBeVisible()
  await bar()
    .getByRole('button', { name: /^Remove the condition/ })
    .first()
    .click()
  await bar()
    .getByRole('button', { name: /^Remove the condition/ })
    .first()
    .click()
})

test('draws a number over time, and narrows to what lies at a point and in an area', async () => {
  await show('Charts')
  const charts = page.getByRole('region', { name: 'Charts' })
  await charts.getByRole('button', { name: / against / }).click()
  const along = charts.getByRole('combobox', { name: 'Along the x axis' })
  await along.click()
  await page.getByRole('option', { name: 'weighedAt' }).click()
  const picture = charts.getByRole('img', { name: /^\w+ against weighedAt$/ })
  await expect(picture.locator('canvas').first()).toBeVisible()
  await expect(charts.getByText(/ points, weighedAt from \d{4}-\d\d-\d\d \d\d:\d\d.* to /)).toBeAttached()
  const first = charts.getByRole('table').getByRole('rowheader').first().getByRole('button')
  await expect(first).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d/)
  await dragOver(picture, [0.4, 0.3], [0.6, 0.8])
  await expect(
    bar().getByRole('button', { name: /^Remove the condition weighedAt .*\d{4}-\d\d-\d\d/ }),
  ).toBeVisible()
  await first.click()
  await expect(page.getByText('1 of 5,000 match')).toBeVisible()
  const conditions = bar().getByRole('button', { name: /^Remove the condition/ })
  while ((await conditions.count()) > 0) await conditions.first().click()
})

test('gives the types of the documents in four languages', async () => {
  await show('Schema')
  await page.getByRole('region', { name: 'Schema' }).getByRole('button', { name: 'Types' }).click()
  const dialog = page.getByRole('dialog', { name: 'Types of weighings' })
  await expect(dialog.getByRole('region', { name: 'Types in TypeScript' })).toContainText(
    'export interface Weighing {',
  )
  await expect(dialog).toContainText('of 5,000 documents, chosen so that every field occurs')
  expect(await seriousViolations(page)).toEqual([])
  const path = await saveAs('weighings.ts')
  await dialog.getByRole('button', { name: 'Save as file…' }).click()
  await expect(page.getByText(`The types are in ${path}`)).toBeVisible()
  const tsc = join(import.meta.dirname, '..', 'node_modules', '.bin', 'tsc')
  const { stdout } = await run(tsc, ['--noEmit', '--strict', '--target', 'esnext', '--types', '', path], {
    cwd: folder,
  })
  expect(stdout).toBe('')
  for (const [language, says] of [
    ['C#', 'public partial class Weighing'],
    ['Python', 'class Weighing:'],
    ['JSON Schema', '"$schema"'],
  ] as const) {
    await dialog.getByText(language, { exact: true }).click()
    await expect(dialog.getByRole('region', { name: `Types in ${language}` })).toContainText(says)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

/** Drags over a part of an element, by shares of its width and height. */
async function dragOver(
  element: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await expect(element.locator('canvas').first()).toBeVisible()
  const box = await element.boundingBox()
  if (box === null) throw new Error('The element is not on screen.')
  const at = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ]
  await page.mouse.move(...at(from))
  await page.mouse.down()
  await page.mouse.move(...at(to), { steps: 5 })
  await page.mouse.up()
}
