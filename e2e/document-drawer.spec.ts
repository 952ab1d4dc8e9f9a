import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type DemoApi, demoApi, type Named } from './support/demo-api.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'serial' })

let cloud: RunningDemoCloud
let api: DemoApi
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 1200 })
  api = demoApi(cloud, cloud.client('works'))
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
})

function drawer(): Locator {
  return page.getByRole('complementary', { name: 'Document' })
}

function firstCell(row: number): Locator {
  return page
    .getByRole('grid', { name: 'Documents of weighings' })
    .locator(`[data-row="${row}"] [role="gridcell"]`)
    .first()
}

/** Has the API change the operator of the first weighing, and gives who it was before. */
async function changeOperator(operator: string): Promise<string> {
  const named = async (list: string, name: string): Promise<string> => {
    const found = ((await api.get(list)) as readonly Named[]).find(entry => entry.name === name)
    return found?._id ?? ''
  }
  const application = await named('/access', 'Weighbridge network')
  const collection = await named(`/${application}/collections`, 'weighings')
  const documents = `/${application}/collections/${collection}/documents`
  const [first] = (await api.get(`${documents}?l=1`)) as readonly Record<string, string>[]
  await api.put(`${documents}/${first?.['_id']}`, { ...first, operator })
  return String(first?.['operator'])
}

test('tells what a refresh changed, field by field', async () => {
  await firstCell(0).click()
  await expect(drawer().getByRole('tab', { name: /^Changes/ })).toHaveCount(0)
  const before = await changeOperator('Changed by Hand')
  await page.keyboard.press('F5')
  // The operator, the hash and who changed it when.
  await drawer()
    .getByRole('tab', { name: /^Changes \d$/ })
    .click()
  const panel = drawer().getByRole('tabpanel')
  await expect(panel.locator('dt').filter({ hasText: /^operator$/ })).toBeVisible()
  await expect(panel.getByText('Changed by Hand')).toBeVisible()
  await expect(panel.getByText(before, { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('tells the same of a dataset that was loaded again', async () => {
  const ready = page.getByText('All 1,200 loaded')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await expect(ready).toBeVisible({ timeout: 60_000 })
  await changeOperator('Changed once more')
  await page.getByRole('region', { name: 'Dataset' }).getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByRole('button', { name: '1 changed' })).toBeVisible({ timeout: 60_000 })
  await firstCell(0).click()
  await drawer()
    .getByRole('tab', { name: /^Changes \d$/ })
    .click()
  const panel = drawer().getByRole('tabpanel')
  await expect(panel.getByText('Changed by Hand')).toBeVisible()
  await expect(panel.getByText('Changed once more')).toBeVisible()
  await drawer().getByRole('tab', { name: 'Raw', exact: true }).click()
  await expect(panel.getByText('As it came.')).toBeVisible()
  await expect(panel.getByRole('region', { name: 'Raw text of the document' })).toContainText(
    /^\{"_id":.*"operator":"Changed once more"/,
  )
  expect(await seriousViolations(page)).toEqual([])
  await firstCell(1).click()
  await expect(drawer().getByRole('tab', { name: /^Changes/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
})

test('shows a few numbers as bars, and leads from a copy to its document', async () => {
  await page.getByRole('region', { name: 'Dataset' }).getByRole('button', { name: 'Show live' }).click()
  await page.getByRole('button', { name: /^Options/ }).click()
  await page.getByRole('checkbox', { name: 'foreignkeys' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await firstCell(0).click()
  const bars = drawer().getByRole('list', { name: 'axleLoadsKg' }).getByRole('listitem')
  await expect(bars.first()).toHaveText(/^[\d,]+$/)
  await drawer().getByRole('button', { name: 'vehicle', exact: true }).click()
  await drawer().getByRole('button', { name: 'vehicle', exact: true }).click()
  expect(await seriousViolations(page)).toEqual([])
  await drawer().getByRole('button', { name: 'Open in vehicles' }).press('Enter')
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('vehicles')
  await expect(drawer()).toContainText('maxGrossKg')
})
