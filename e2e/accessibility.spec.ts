import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer, openConnection } from './support/explorer.ts'
import { addDemoClient, closeTabs, openCollection, typeFilter } from './support/screens.ts'

test.describe.configure({ mode: 'default' })

interface Look {
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

const wide = { width: 1280, height: 800 }
const narrow = { width: 900, height: 600 }

/** Each screen is looked at in both themes and both sizes; which theme meets which size changes with each screen. */
const looks: readonly (readonly [Look, Look])[] = [
  [
    { theme: 'light', ...wide },
    { theme: 'dark', ...narrow },
  ],
  [
    { theme: 'dark', ...wide },
    { theme: 'light', ...narrow },
  ],
]
let screens = 0

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 300 })
  explorer = await launchExplorer()
  page = explorer.page
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
})

/** Looks at the screen as it is. Goes on after a find, so that one run tells of all. */
async function expectNothingSerious(screen: string): Promise<void> {
  // A tooltip that comes in the middle of the look has half its colours.
  await page.mouse.move(0, 0)
  await page.getByRole('tooltip').first().waitFor({ state: 'hidden' })
  for (const look of looks[screens++ % looks.length] ?? []) {
    await resize(look)
    await setTheme(look.theme)
    expect.soft(await seriousViolations(page), `${screen}, ${look.theme}, ${look.width} wide`).toEqual([])
  }
  await resize(wide)
}

async function resize({ width, height }: Pick<Look, 'width' | 'height'>): Promise<void> {
  await explorer.app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setSize(w, h),
    [width, height] as const,
  )
  // A frame of the system may take a few pixels.
  await expect.poll(async () => Math.abs((await page.evaluate(() => innerWidth)) - width)).toBeLessThan(20)
}

/** Sets the theme as the settings would, without leaving the screen. */
async function setTheme(theme: Look['theme']): Promise<void> {
  const root = page.locator('html')
  if ((await root.getAttribute('data-mantine-color-scheme')) !== theme) {
    await page.keyboard.press('ControlOrMeta+Shift+L')
  }
  await expect(root).toHaveAttribute('data-mantine-color-scheme', theme)
}

test('Welcome, the palette and the shortcuts', async () => {
  await page.getByRole('region', { name: 'Welcome' }).waitFor()
  await expectNothingSerious('Welcome')
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
  await expectNothingSerious('Palette')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await expectNothingSerious('Shortcuts')
  await page.keyboard.press('Escape')
})

test('the connection editor, empty, wrong and saved', async () => {
  await page.keyboard.press('ControlOrMeta+N')
  const editor = page.getByRole('form', { name: 'Connection' })
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(editor.getByText('Give the connection a name.')).toBeVisible()
  await expectNothingSerious('New connection with problems')
  await closeTabs(page)
  await addDemoClient(page, cloud, cloud.client('works'))
  await openConnection(page, 'works', 'Edit')
  await expect(editor.getByText('Stored in the keychain').first()).toBeVisible()
  await expectNothingSerious('Saved connection')
  await closeTabs(page)
})

test('applications, details, collections', async () => {
  await openConnection(page, 'works', 'Open')
  await page.getByRole('button', { name: 'Details of Weighbridge network' }).click()
  await page.getByRole('button', { name: 'Reveal smsGatewayToken' }).waitFor()
  await expectNothingSerious('Applications and details')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Weighbridge network', exact: true }).click()
  await page.getByRole('table', { name: 'Collections' }).waitFor()
  await expectNothingSerious('Collections')
  await closeTabs(page)
})

test('documents as table and JSON, one document, an empty collection, a failure', async () => {
  await openConnection(page, 'works', 'Open')
  const grid = await openCollection(page, 'Weighbridge network', 'weighings')
  await grid.getByRole('gridcell').first().click()
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await drawer.getByText('grossKg').waitFor()
  await expectNothingSerious('Table and one document')
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await drawer.getByRole('region', { name: 'JSON of the document' }).waitFor()
  await expectNothingSerious('JSON of one document')
  await drawer.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /^Columns, / }).click()
  await expectNothingSerious('Columns')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Options' }).click()
  await expectNothingSerious('Options')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'JSON' }).click()
  await page.getByRole('article', { name: 'Document 1', exact: true }).waitFor()
  await expectNothingSerious('Documents as JSON')
  await typeFilter(page, '{ "ticket": "none" }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('No document matches this query.').waitFor()
  await expectNothingSerious('No match')
  await closeTabs(page)
})

test('a request, its answer, its failure, its dialogs; SQL without datasets', async () => {
  await openConnection(page, 'works', 'Open')
  await page.keyboard.press('ControlOrMeta+Shift+N')
  const path = page.getByRole('textbox', { name: 'Path', exact: true })
  const response = page.getByRole('region', { name: 'Response', exact: true })
  await expect(path).toBeFocused()
  await expectNothingSerious('New request')
  await path.press('Enter')
  await expect(response.getByRole('status').first()).toHaveText('200 OK')
  await expectNothingSerious('Answer')
  await path.fill('/nothing')
  await path.press('Enter')
  await expect(response.getByRole('alert')).toBeVisible()
  await expectNothingSerious('Answer that is an error')
  await page.getByRole('button', { name: 'Variables' }).click()
  await page.getByRole('dialog', { name: 'Variables' }).waitFor()
  await expectNothingSerious('Variables')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('textbox', { name: 'Search history' }).waitFor()
  await expectNothingSerious('History of requests')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+Shift+S')
  await page.getByRole('textbox', { name: 'Statement' }).waitFor()
  await expectNothingSerious('SQL without datasets')
  await closeTabs(page)
})

test('errors in the place of the content', async () => {
  await addDemoClient(page, cloud, cloud.client('server error'))
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await expectNothingSerious('Server error')
  await closeTabs(page)
})

test('the check, the token panel, the settings, nothing open', async () => {
  await openConnection(page, 'works', 'Check access')
  await page.getByRole('heading', { name: 'This connection works' }).waitFor()
  await expectNothingSerious('Access check')
  await openConnection(page, 'works', 'Token panel')
  await page.getByRole('button', { name: 'Copy token' }).waitFor()
  await expectNothingSerious('Token panel')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Copy diagnostics' }).waitFor()
  await expectNothingSerious('Settings')
  await closeTabs(page)
  await page.getByText('Nothing is open.').waitFor()
  await expectNothingSerious('Nothing open')
})

test('the credential desk: a list on its way in, checked, grouped, filtered and compared', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'explorer-axe-'))
  const list = join(folder, 'customers.csv')
  const names = ['expires within 30 days', 'wrong secret', 'wrong API key', 'server error']
  const rows = names.map(name => cellsOf(cloud.client(name), cloud))
  await writeFile(list, listOf([...rows, ['Wrong', 'Acme', '', '', '', '', '', '']]))
  await page.keyboard.press('ControlOrMeta+D')
  await expectNothingSerious('Desk, not checked')
  await answerOpenDialog(explorer, list)
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('heading', { name: /1 that needs a correction/ })).toBeVisible()
  await expectNothingSerious('Preview of an import')
  await page.getByRole('button', { name: 'Correct row 6' }).click()
  await page.getByRole('dialog', { name: 'Row 6' }).waitFor()
  await expectNothingSerious('Correction of a row')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /^Import \d connections?$/ }).click()
  await page.getByRole('button', { name: 'Delete the file' }).waitFor()
  await expectNothingSerious('End of an import')
  await page.getByRole('button', { name: 'Done' }).click()

  const grid = page.getByRole('grid', { name: 'Connections' })
  await page.getByRole('button', { name: 'Check all' }).click()
  await expect(page.getByRole('button', { name: 'Not checked 0' })).toBeVisible()
  await grid.getByRole('row').nth(1).getByRole('checkbox').locator('..').click()
  await page.getByRole('region', { name: 'Selection' }).waitFor()
  await expectNothingSerious('Desk, some selected')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await page.getByRole('menu').waitFor()
  await expectNothingSerious('Menu of groups')
  await page.getByRole('menuitem', { name: 'Verdict', exact: true }).click()
  await page.getByRole('button', { name: 'Compare' }).click()
  await page.getByRole('region', { name: 'What changed' }).waitFor()
  await expectNothingSerious('Desk, grouped and compared')
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Customer' }).waitFor()
  await expectNothingSerious('Filters of the desk')
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Search the desk' }).fill('nobody')
  await page.getByText('No connection matches these filters.').waitFor()
  await expectNothingSerious('Desk, nothing left')
  await closeTabs(page)
  await rm(folder, { recursive: true, force: true })
})
