import { expect, type Locator, type Page, test } from 'playwright/test'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { type Answer, type Relay, startRelay } from './support/relay.ts'
import { addDemoClient, openCollection } from './support/screens.ts'
import { expectWhole } from './support/whole-row.ts'

test.describe.configure({ mode: 'serial' })

/** At 28 px a row 1.4 thousand million pixels; an element holds 33 million. */
const documents = 50_000_000
const rowHeight = 28

let cloud: RunningDemoCloud
let relay: Relay
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 10 })
  relay = await startRelay(cloud.apiBaseUrl, { instead: ({ url }) => endlessList(url) })
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, { ...cloud, apiBaseUrl: relay.through(cloud.apiBaseUrl) }, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
  await expect(page.getByText('50,000,000 in all')).toBeVisible()
})
test.afterAll(async () => {
  await explorer?.close()
  await relay?.close()
  await cloud?.close()
})

/** A collection of that many documents, each of which knows its number. */
function endlessList(url: string): Answer | undefined {
  const { pathname, searchParams } = new URL(url, 'http://any')
  if (!pathname.endsWith('/documents')) return undefined
  const offset = Number(searchParams.get('o') ?? 0)
  const length = Math.max(0, Math.min(documents - offset, Number(searchParams.get('l') ?? 0)))
  const data = searchParams.has('countonly')
    ? documents
    : Array.from({ length }, (_, n) => ({ ticket: `T-${offset + n + 1}`, netKg: offset + n }))
  return { status: 200, body: JSON.stringify({ timestamp: '2026-01-31T10:00:00Z', data }) }
}

const table = (): Locator => page.getByRole('grid', { name: 'Documents of weighings' })
const rowOf = (ticket: number): Locator => table().getByRole('row', { name: new RegExp(`^T-${ticket}\\b`) })

/** Pixels from the start of the list to the upper edge of the view, by a row that is in view; NaN without one. */
function offset(): Promise<number> {
  return table().evaluate((grid, height) => {
    const { top } = grid.getBoundingClientRect()
    const head = grid.querySelector('[role="rowgroup"]')?.getBoundingClientRect().height ?? 0
    for (const row of grid.querySelectorAll<HTMLElement>('[data-row]')) {
      const at = row.getBoundingClientRect().top - top - head
      if (at >= 0 && at < grid.clientHeight) return Number(row.dataset['row']) * height - at
    }
    return Number.NaN
  }, rowHeight)
}

/** As the scroll bar does; what is in view is then as far down the list as the scroll bar is. */
async function dragTo(share: number): Promise<void> {
  await table().evaluate((grid, to) => {
    grid.scrollTop = to * (grid.scrollHeight - grid.clientHeight)
  }, share)
  const away = async (): Promise<number> => Math.abs((await offset()) / (documents * rowHeight) - share)
  await expect.poll(away).toBeLessThan(0.01)
}

test('the scroll bar goes through the whole of a table that no element could hold', async () => {
  await expectWhole(rowOf(1), table())
  await dragTo(1)
  await expectWhole(rowOf(documents), table())
  for (const share of [0.75, 0.5, 0.25]) await dragTo(share)
  await dragTo(0)
  await expectWhole(rowOf(1), table())
})

test('the wheel moves by its pixels wherever the table is', async () => {
  const box = await table().boundingBox()
  if (box === null) throw new Error('The table is not drawn.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (const share of [0, 0.3, 0.6180339, 1]) {
    await dragTo(share)
    const before = await offset()
    let moved = 0
    const sign = share === 1 ? -1 : 1
    for (const pixels of [1, 3, 100, 120, 240, 1000]) {
      await page.mouse.wheel(0, sign * pixels)
      moved += sign * pixels
      await expect.poll(async () => (await offset()) - before).toBeCloseTo(moved, 0)
    }
  }
})

test('many steps lead on without a break, each frame where the one before left off', async () => {
  await dragTo(0.5)
  const step = 2000
  // Further than what is laid out at a time keeps in reserve: that changes on the way, and nobody sees it.
  const moves = await table().evaluate(
    async (grid, { height, pixels }) => {
      const frame = (): Promise<number> => new Promise(resolve => requestAnimationFrame(resolve))
      const edge = grid.getBoundingClientRect().top + 200
      const at = (): number => {
        const x = grid.getBoundingClientRect().left + 40
        const row = document.elementFromPoint(x, edge)?.closest<HTMLElement>('[data-row]')
        if (row == null) throw new Error('There is a gap.')
        return Number(row.dataset['row']) * height + edge - row.getBoundingClientRect().top
      }
      const seen: number[] = []
      let last = at()
      for (let turn = 0; turn < 200; turn++) {
        grid.scrollTop += turn < 150 ? pixels : -pixels
        await frame()
        await frame()
        seen.push(at() - last)
        last = at()
      }
      return seen
    },
    { height: rowHeight, pixels: step },
  )
  expect(moves.map(Math.abs).filter(move => Math.abs(move - step) > 1)).toEqual([])
  expect(moves.filter(move => move > 0)).toHaveLength(150)
})

test('the keyboard leads to both ends, by pages and by rows', async () => {
  await dragTo(0)
  await rowOf(1).getByRole('gridcell').first().click()
  await page.keyboard.press('Escape')
  await expect(table().locator('[data-row="0"] [tabindex="0"]')).toBeFocused()
  await page.keyboard.press('Control+End')
  await expectWhole(rowOf(documents), table())
  await expect(table().locator(`[data-row="${documents - 1}"] [tabindex="0"]`)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  const row = Number(await table().locator('[data-row]:has(:focus)').getAttribute('data-row'))
  expect(row).toBeLessThan(documents - 10)
  for (let step = 1; step <= 30; step++) await page.keyboard.press('ArrowUp')
  await expect(table().locator(`[data-row="${row - 30}"] [tabindex="0"]`)).toBeFocused()
  await expectWhole(rowOf(row - 30 + 1), table())
  await page.keyboard.press('Control+ArrowDown')
  await expectWhole(rowOf(documents), table())
  await page.keyboard.press('Control+Home')
  await expectWhole(rowOf(1), table())
  await page.keyboard.press('PageDown')
  await expect(table().locator('[data-row]:has(:focus)')).not.toHaveAttribute('data-row', '0')
})

test('the focus stays where it is while the table is scrolled away', async () => {
  await page.keyboard.press('Control+Home')
  await dragTo(0.7)
  await expect(table().locator('[data-row="0"] [tabindex="0"]')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expectWhole(rowOf(2), table())
  await expect(table().locator('[data-row="1"] [tabindex="0"]')).toBeFocused()
})

test('a document far down is opened by a click', async () => {
  await dragTo(0.5)
  const cells = table().locator('[data-row] [data-column="0"]')
  const first = cells.filter({ hasText: /^T-2\d{7}$/ }).nth(10)
  const ticket = await first.innerText()
  await first.click()
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await expect(drawer.getByText(ticket, { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('cards lead to the last document, too', async () => {
  await page.getByRole('tab', { name: 'Cards', exact: true }).click()
  const cards = page.getByRole('list', { name: 'Documents of weighings' })
  await cards.getByRole('button').first().focus()
  await page.keyboard.press('End')
  await expect(cards.getByRole('button', { name: new RegExp(`T-${documents}`) })).toBeFocused()
})
