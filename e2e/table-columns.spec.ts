import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer, openConnection } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

let cloud: RunningDemoCloud
let userData: string
let keyring: Keyring
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'columns-'))
  keyring = await startKeyring('unlocked')
  cloud = await startDemoCloud({ documents: 2000 })
  explorer = await launch()
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  await keyring?.stop()
  await rm(userData, { recursive: true, force: true })
})

/** With the data and the keyring of the start before. */
function launch(): Promise<Explorer> {
  return launchExplorer({ userData, keyring: 'none', env: keyring.env })
}

function table(): Locator {
  return page.getByRole('grid', { name: 'Documents of weighings' })
}

function head(name: string): Locator {
  return table().getByRole('columnheader', { name, exact: true })
}

async function headNames(): Promise<readonly (string | null)[]> {
  const heads = table().getByRole('columnheader')
  return heads.evaluateAll(all => all.map(one => one.getAttribute('aria-label')))
}

/** Goes to the head of a column by keys, which brings it into view. */
async function goToHead(name: string): Promise<void> {
  await table().locator('[data-column][tabindex="0"]').focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  const focused = table().locator('[role="columnheader"]:focus')
  await expect(focused).toHaveAccessibleName('ticket')
  for (let at = 2; (await focused.getAttribute('aria-label')) !== name; at++) {
    await page.keyboard.press('ArrowRight')
    await expect(focused).toHaveAttribute('aria-colindex', String(at))
  }
}

async function widthOf(name: string): Promise<number> {
  return Math.round((await head(name).boundingBox())?.width ?? 0)
}

async function loadAll(): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await expect(page.getByText('All 2,000 loaded')).toBeVisible({ timeout: 60_000 })
}

function clipboardText(): Promise<string> {
  return explorer.app.evaluate(({ clipboard }) => clipboard.readText())
}

test('moves a column by keyboard and by mouse, and gives it the width that it needs', async () => {
  await expect(head('ticket')).toBeVisible()
  const before = await headNames()
  await head('site').focus()
  await head('site').press('Alt+Shift+ArrowLeft')
  await expect.poll(headNames).toEqual(swapped(before, before.indexOf('site') - 1))
  await expect(head('site')).toBeFocused()

  await head('direction').dragTo(head('site'))
  const moved = await headNames()
  expect(moved.indexOf('direction')).toBe(moved.indexOf('site') - 1)

  await head('site').focus()
  await head('site').press('Alt+ArrowRight')
  await head('site').press('Alt+ArrowRight')
  const wide = await widthOf('site')
  await head('site').press('Alt+ArrowUp')
  await expect.poll(() => widthOf('site')).toBeLessThan(wide)
  const overflowing = await table().evaluate(
    grid =>
      [...grid.querySelectorAll('[role="gridcell"]')].filter(
        cell => cell.scrollWidth > cell.clientWidth && cell.textContent === 'NORTH',
      ).length,
  )
  expect(overflowing).toBe(0)
})

test('remembers columns for the collection: in another tab, in the dataset and after a restart', async () => {
  await page.getByRole('button', { name: /^Columns,/ }).click()
  const menu = page.getByRole('dialog', { name: 'Columns' })
  await menu.getByRole('checkbox', { name: 'operator' }).uncheck()
  await menu.getByRole('button', { name: 'Pin netKg' }).click()
  await page.keyboard.press('Escape')
  await head('site').focus()
  await head('site').press('Alt+ArrowRight')
  const names = await headNames()
  const width = await widthOf('site')
  expect(names[1]).toBe('netKg')
  expect(names).not.toContain('operator')

  await loadAll()
  expect(await headNames()).toEqual(names)
  expect(await widthOf('site')).toBe(width)

  await explorer.close()
  explorer = await launch()
  page = explorer.page
  await openConnection(page, cloud.client('works').name, 'Open')
  await openCollection(page, 'Weighbridge network', 'weighings')
  await expect(head('ticket')).toBeVisible()
  await expect.poll(headNames).toEqual(names)
  expect(await widthOf('site')).toBe(width)
  await expect(page.getByRole('button', { name: /^Columns, \d+ of \d+ fields$/ })).toBeVisible()
})

test('copies cells and chosen rows from the menu of a cell and by keys', async () => {
  await loadAll()
  const cell = table().locator('[data-row="1"] [role="gridcell"]').first()
  await cell.click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'Cell' })
  await expect(menu).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await menu.getByRole('menuitem', { name: 'Copy cell' }).click()
  await expect.poll(clipboardText).toBe('W-100001')
  await expect(cell).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cell).toBeFocused()

  await page.keyboard.press('Shift+Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ControlOrMeta+C')
  await expect(page.getByText('2 rows are on the clipboard')).toBeVisible()
  const lines = (await clipboardText()).trimEnd().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]?.split('\t').slice(0, 2)).toEqual(['ticket', 'netKg'])
  expect(lines[0]).not.toContain('operator')
  expect(lines.slice(1).map(line => line.split('\t')[0])).toEqual(['W-100001', 'W-100002'])

  await page.keyboard.press('Shift+F10')
  await menu.getByRole('menuitem', { name: 'Copy 2 chosen rows as JSON' }).click()
  await expect.poll(clipboardText).toMatch(/^\[/)
  const documents = JSON.parse(await clipboardText()) as readonly { readonly operator: string }[]
  expect(documents).toHaveLength(2)
  expect(documents[0]?.operator).toEqual(expect.any(String))
})

test('filters by type and leaves the end out of a range, by keyboard', async () => {
  const rows = page.getByText(/^[\d,]+ of 2,000 match$/)
  await goToHead('notes')
  await page.keyboard.press('Alt+ArrowDown')
  const filter = page.getByRole('dialog', { name: 'Filter notes' })
  await filter.getByRole('radio', { name: 'Type' }).focus()
  await page.keyboard.press('Space')
  const missing = filter.getByRole('button', { name: /^Is missing \d+%$/ })
  await expect(missing).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await missing.press('Enter')
  const bar = page.getByRole('region', { name: 'Dataset' })
  await expect(rows).toBeVisible()
  await bar.getByRole('button', { name: 'Remove the condition notes is missing' }).click()

  await goToHead('netKg')
  await page.keyboard.press('Alt+ArrowDown')
  await page.getByRole('textbox', { name: 'From', exact: true }).fill('10,000')
  await page.getByRole('textbox', { name: 'To', exact: true }).fill('20,000')
  await page.getByRole('checkbox', { name: 'Without the upper end' }).press('Space')
  await page.getByRole('textbox', { name: 'To', exact: true }).press('Enter')
  await expect(
    bar.getByRole('button', { name: 'Remove the condition netKg 10,000 to under 20,000' }),
  ).toBeVisible()
  await expect(rows).toBeVisible()
})

/** With two neighbours in each other's places. */
function swapped<T>(list: readonly T[], at: number): readonly T[] {
  return [...list.slice(0, at), ...list.slice(at, at + 2).reverse(), ...list.slice(at + 2)]
}
