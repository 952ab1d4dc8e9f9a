import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import {
  addConnection,
  type Explorer,
  launchExplorer,
  openConnection,
  sidebarConnection,
} from './support/explorer.ts'
import { closeTabs } from './support/screens.ts'

/** A connection to nobody: what these tests look at does not need an answer. */
function connection(name: string, customer: string) {
  const nobody = 'http://127.0.0.1:9'
  return {
    name,
    customer,
    tokenUrl: `${nobody}/token`,
    apiBaseUrl: nobody,
    clientId: 'nobody',
    clientSecret: 'a secret of nobody',
    apiKey: 'a key of nobody',
  }
}

const tabs = (page: Page) => page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab')
const activeTab = (page: Page) => page.getByRole('tab', { selected: true }).first()

test.describe('the window', () => {
  test.describe.configure({ mode: 'default' })
  let explorer: Explorer
  let page: Page

  test.beforeAll(async () => {
    explorer = await launchExplorer()
    page = explorer.page
    for (const [name, customer] of [
      ['north gate', 'Aldermoor Quarries'],
      ['south gate', 'Aldermoor Quarries'],
      ['saw mill', 'Østmark Sagbruk AS'],
    ] as const) {
      await addConnection(page, connection(name, customer))
    }
  })
  test.afterAll(() => explorer?.close())
  test.beforeEach(() => closeTabs(page))

  test('goes through its tabs by keyboard and closes them', async () => {
    for (const name of ['north gate', 'south gate', 'saw mill']) await openConnection(page, name, 'Open')
    await expect(tabs(page)).toHaveText(['north gate', 'south gate', 'saw mill'])
    await page.keyboard.press('Control+Tab')
    await expect(activeTab(page)).toHaveText('north gate')
    await page.keyboard.press('Control+Shift+Tab')
    await expect(activeTab(page)).toHaveText('saw mill')
    await page.keyboard.press('ControlOrMeta+2')
    await expect(activeTab(page)).toHaveText('south gate')
    await activeTab(page).focus()
    await page.keyboard.press('ArrowLeft')
    await expect(tabs(page).first()).toBeFocused()
    await page.keyboard.press('Delete')
    await expect(tabs(page)).toHaveText(['south gate', 'saw mill'])
    await page.keyboard.press('ControlOrMeta+W')
    await expect(tabs(page)).toHaveCount(1)
  })

  test('the palette takes the first letter of whoever types at once', async () => {
    const focused = await page.evaluate(async () => {
      const mac = /mac/i.test(navigator.platform)
      const key = { key: 'k', code: 'KeyK', ctrlKey: !mac, metaKey: mac, bubbles: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', key))
      // The next key is an event of its own; all that is promised by then has been done.
      await Promise.resolve()
      return document.activeElement?.getAttribute('aria-label')
    })
    expect(focused).toBe('Command palette')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('finds and opens a connection in the palette', async () => {
    await page.keyboard.press('ControlOrMeta+K')
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await palette.getByRole('textbox', { name: 'Command palette' }).fill('south')
    await expect(palette.getByRole('button', { name: /south gate/ })).toBeVisible()
    await expect(palette.getByRole('button', { name: /north gate/ })).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(activeTab(page)).toHaveText('south gate')
    await expect(palette).toBeHidden()
  })

  test('shows the shortcuts on a sheet', async () => {
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(sheet.getByRole('region', { name: 'Tabs' })).toContainText('Next tab')
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  })

  test('groups connections by customer and finds them by name', async () => {
    const tree = page.getByRole('navigation', { name: 'Connections' }).getByRole('tree')
    await expect(tree.getByRole('treeitem', { level: 1 })).toHaveText([
      'Aldermoor Quarries',
      'Østmark Sagbruk AS',
    ])
    const search = page.getByRole('textbox', { name: 'Search connections' })
    await search.fill('mill')
    await expect(sidebarConnection(page, 'saw mill')).toBeVisible()
    await expect(sidebarConnection(page, 'north gate')).toHaveCount(0)
    await search.fill('nothing like this')
    await expect(page.getByText('No connection has that name, customer or tag.')).toBeVisible()
    await search.press('Escape')
    await expect(sidebarConnection(page, 'north gate')).toBeVisible()
  })

  test('brings a deleted connection back on Undo, with its secrets', async () => {
    await openConnection(page, 'saw mill', 'Delete')
    await expect(sidebarConnection(page, 'saw mill')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(sidebarConnection(page, 'saw mill')).toBeVisible()
    await openConnection(page, 'saw mill', 'Edit')
    await expect(page.getByText('Stored in the keychain')).toHaveCount(2)
  })

  test('follows the system’s theme until one is chosen', async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await background()
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(background).not.toBe(light)
    await page.getByRole('button', { name: 'Settings' }).click()
    const theme = page.getByRole('radiogroup', { name: 'Theme' })
    await theme.getByText('Light', { exact: true }).click()
    await expect.poll(background).toBe(light)
    await theme.getByText('Dark', { exact: true }).click()
    await expect.poll(background).not.toBe(light)
  })

  test('says when this machine has no network, and when it has again', async () => {
    await page.context().setOffline(true)
    await expect(page.getByText('Offline', { exact: true })).toBeVisible()
    await page.context().setOffline(false)
    await expect(page.getByText('Offline', { exact: true })).toBeHidden()
  })
})

test('size and settings are there again after a restart', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'explorer-restart-'))
  try {
    const first = await launchExplorer({ userData, keyring: 'none' })
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1111, 777))
    await first.page.getByRole('button', { name: 'Settings' }).click()
    await first.page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark', { exact: true }).click()
    await first.page.getByRole('radiogroup', { name: 'Numbers' }).getByText('48212', { exact: true }).click()
    await first.page
      .getByRole('radiogroup', { name: 'Density' })
      .getByText('Compact', { exact: true })
      .click()
    await expect.poll(() => readFile(join(userData, 'settings.json'), 'utf8')).toContain('compact')
    await first.close()

    const second = await launchExplorer({ userData, keyring: 'none' })
    try {
      const size = await second.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getSize(),
      )
      expect(size).toEqual([1111, 777])
      await second.page.getByRole('button', { name: 'Settings' }).click()
      for (const name of ['Dark', '48212', 'Compact']) {
        await expect(second.page.getByRole('radio', { name, exact: true })).toBeChecked()
      }
    } finally {
      await second.close()
    }
  } finally {
    await rm(userData, { recursive: true, force: true })
  }
})

test('a damaged connection file is reported and kept, and hides no other', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'explorer-damaged-'))
  const folder = join(userData, 'connections')
  try {
    const first = await launchExplorer({ userData })
    await addConnection(first.page, connection('whole', 'Aldermoor Quarries'))
    await addConnection(first.page, connection('damaged', 'Aldermoor Quarries'))
    await first.close()
    const files = await readdir(folder)
    const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))
    const damaged = files[texts.findIndex(text => text.includes('"damaged"'))] ?? ''
    await writeFile(join(folder, damaged), '{ "name": "damaged", ')

    const second = await launchExplorer({ userData })
    try {
      await expect(sidebarConnection(second.page, 'whole')).toBeVisible()
      await second.page.getByText('One file was set aside').click()
      await expect(second.page.getByText(damaged)).toBeVisible()
      const kept = await readdir(folder)
      const setAside = kept.filter(file => file.startsWith(damaged.replace(/\.json$/, '')))
      expect(setAside).toHaveLength(1)
      expect(await readFile(join(folder, setAside[0] ?? ''), 'utf8')).toBe('{ "name": "damaged", ')
    } finally {
      await second.close()
    }
  } finally {
    await rm(userData, { recursive: true, force: true })
  }
})
