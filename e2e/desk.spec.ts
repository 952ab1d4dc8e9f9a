import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import type { DemoClient } from '../demo-cloud/description.ts'
import { toneOf } from '../src/shared/check.ts'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { findCanaries } from './support/canary.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { watch } from './support/watch.ts'

const words = {
  works: 'Works',
  expiring: 'Expires soon',
  broken: 'Does not work',
  unknown: 'Not checked',
  checking: 'Checking',
} as const

/** Clients whose check takes as long as its time limit: one of them is enough. */
const slow = new Set(['hangs', 'token server hangs'])

test.describe('the credential desk', () => {
  test.describe.configure({ mode: 'serial', timeout: 180_000 })
  let cloud: RunningDemoCloud
  let keyring: Keyring
  let folder: string
  let explorer: Explorer
  let page: Page
  let clients: readonly DemoClient[]

  const launch = async (): Promise<void> => {
    explorer = await launchExplorer({ userData: join(folder, 'data'), keyring: 'none', env: keyring.env })
    page = explorer.page
  }
  const rowOf = (name: string) =>
    page.getByRole('grid', { name: 'Connections' }).getByRole('row').filter({ hasText: name })
  const run = () => page.getByRole('region', { name: 'Run' })
  /** Goes by Tab alone to what a selector finds. */
  const tabTo = async (selector: string): Promise<void> => {
    const part = page.locator(selector)
    for (let pressed = 0; pressed < 60; pressed++) {
      await page.keyboard.press('Tab')
      if (await part.evaluate(element => element === document.activeElement)) return
    }
    throw new Error(`Tab does not lead to ${selector}.`)
  }

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 1000 })
    keyring = await startKeyring('unlocked')
    folder = await mkdtemp(join(tmpdir(), 'explorer-desk-'))
    clients = cloud.clients.filter(({ name }) => !slow.has(name))
    await launch()
  })
  test.afterAll(async () => {
    await explorer.close()
    await keyring.stop()
    await cloud.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('imports a list, its secrets unseen, and offers to delete the file', async () => {
    const seen = await watch(explorer)
    const file = join(folder, 'customers.csv')
    const wrong = [
      'Mended',
      'Acme',
      'acme-client',
      's3cret-acme',
      'k3y-acme',
      'http://example.com/t',
      'https://example.com',
      '',
    ]
    await writeFile(file, listOf([...clients.map(client => cellsOf(client, cloud)), wrong, wrong]))
    await answerOpenDialog(explorer, file)
    await page.keyboard.press('ControlOrMeta+D')
    await expect(page.getByText('There is none yet.')).toBeVisible()
    await page.getByRole('button', { name: 'Import' }).click()
    await expect(
      page.getByRole('heading', { name: `${clients.length} new, 2 that need a correction` }),
    ).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])

    await page.getByRole('button', { name: `Correct row ${clients.length + 2}` }).click()
    await page.getByRole('textbox', { name: 'Token URL' }).fill('https://example.com/t')
    await page.getByRole('textbox', { name: 'API Key' }).fill('k3y-typed-anew')
    await page.getByRole('button', { name: 'Use these values' }).click()
    await expect(
      page.getByRole('heading', { name: `${clients.length + 1} new, 1 that needs a correction` }),
    ).toBeVisible()
    const mended = page.getByRole('row').filter({ hasText: 'acme-client' }).first()
    await expect(mended).toContainText('API base URL https://example.com · Token URL https://example.com/t')
    await seen.page('the preview of an import')

    await page.getByRole('button', { name: `Import ${clients.length + 1} connections` }).click()
    await page.getByRole('button', { name: 'Delete the file' }).click()
    await expect(page.getByText('The file was deleted.')).toBeVisible()
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText(`${clients.length + 1} connections,`)).toBeVisible()
    await seen.page('the desk after an import')
    const evidence = await seen.evidence([join(folder, 'data')])
    expect(findCanaries(evidence, canariesOf(clients))).toEqual([])

    await rowOf('Mended').getByRole('checkbox').locator('..').click()
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click()
    await expect(rowOf('Mended')).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(rowOf('Mended')).toHaveCount(1)
    await rowOf('Mended').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(rowOf('Mended')).toHaveCount(0)
  })

  test('takes a list without known names, once somebody says what its columns hold', async () => {
    const seen = await watch(explorer)
    const file = join(folder, 'ohne-kopf.csv')
    const [secret, key] = ['CANARYsecretCANARY', 'CANARYkeyCANARY']
    await writeFile(file, `acme-7~${secret}~${key}\n`)
    await answerOpenDialog(explorer, file)
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByRole('combobox', { name: 'Delimiter' }).selectOption('~')
    await expect(page.getByRole('checkbox', { name: 'The first line is a row' })).toBeChecked()
    await expect(page.getByText('18 characters')).toBeVisible()
    await page.getByRole('combobox', { name: 'Column 1' }).selectOption('client_id')
    await page.getByRole('combobox', { name: 'Column 2' }).selectOption('client_secret')
    await page.getByRole('combobox', { name: 'Column 3' }).selectOption('api_key')
    await expect(page.getByRole('row').filter({ hasText: 'acme-7' })).toContainText('Both')
    await seen.page('the columns of a list without names')
    const evidence = await seen.evidence([join(folder, 'data')])
    expect(
      findCanaries(evidence, [
        { name: 'secret of the list', value: secret },
        { name: 'key of the list', value: key },
      ]),
    ).toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
  })

  test('checks all, and every verdict is right', async () => {
    await page.getByRole('button', { name: 'Check all' }).click()
    await expect(run()).toBeVisible()
    await expect(run()).toHaveCount(0, { timeout: 60_000 })
    for (const client of clients) {
      await page.getByRole('textbox', { name: 'Search the desk' }).fill(client.clientId)
      await expect(rowOf(client.name).first()).toContainText(words[toneOf(client.verdict)])
    }
    await page.getByRole('textbox', { name: 'Search the desk' }).fill('')
    const failing = clients.filter(({ verdict }) => toneOf(verdict) === 'broken').length
    await expect(
      page.getByRole('heading', { name: `${failing} of ${clients.length} do not work` }),
    ).toBeVisible()
    await page.getByRole('button', { name: `Does not work ${failing}` }).click()
    await expect(page.getByRole('grid', { name: 'Connections' })).toHaveAttribute(
      'aria-rowcount',
      `${failing + 1}`,
    )
    await page.getByRole('button', { name: `All ${clients.length}` }).click()
    expect(await seriousViolations(page)).toEqual([])
  })

  test('is filtered by several values of the same kind', async () => {
    const lines = page.locator('[data-line]')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'Verdict' }).click()
    await page.getByRole('option', { name: 'Client refused' }).click()
    const some = await lines.count()
    await page.getByRole('option', { name: 'Scope refused' }).click()
    await expect.poll(() => lines.count()).toBeGreaterThan(some)
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Filter by' })).toHaveCount(0)
  })

  test('saves reports without secrets, and has a message for the customer', async () => {
    for (const [entry, ending] of [
      ['CSV', 'csv'],
      ['JSON', 'json'],
      ['HTML', 'html'],
    ] as const) {
      const path = join(folder, `report.${ending}`)
      await explorer.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, path)
      await page.getByRole('button', { name: 'Export report' }).click()
      await page.getByRole('menuitem', { name: `${entry}, ` }).click()
      await expect(page.getByText(`The report is in ${path}.`)).toBeVisible()
      const content = await readFile(path, 'utf8')
      for (const { name } of clients) expect(content).toContain(name)
      expect(findCanaries([{ place: path, content }], canariesOf(clients))).toEqual([])
    }
    await rowOf('wrong API key')
      .getByRole('button', { name: /^Actions for/ })
      .click({ force: true })
    await page.getByRole('menuitem', { name: 'Copy what to tell the customer' }).click()
    await expect
      .poll(() => explorer.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('API Key')
  })

  test('is worked by keys alone', async () => {
    const grid = page.getByRole('grid', { name: 'Connections' })
    const line = grid.locator('[role="row"][tabindex="0"]')
    await line.focus()
    await page.keyboard.press('Home')
    await expect(line).toHaveAttribute('data-line', '0')
    // A key that leads nowhere does not take the focus from elsewhere when the grid is drawn anew.
    await page.keyboard.press('Home')
    const search = page.getByRole('textbox', { name: 'Search the desk' })
    await search.focus()
    await page.keyboard.type('wrong secret')
    await expect(search).toHaveValue('wrong secret')
    await expect(grid).toHaveAttribute('aria-rowcount', '2')
    await expect(search).toBeFocused()
    await search.fill('')
    await expect(grid).toHaveAttribute('aria-rowcount', `${clients.length + 1}`)

    await line.focus()
    for (let step = 1; step <= 18; step++) {
      await page.keyboard.press('ArrowDown')
      await expect(grid.locator(`[data-line="${step}"]:focus`)).toBeInViewport({ ratio: 1 })
    }
    await page.keyboard.press('Home')

    // A row takes the focus along to another line when the order changes. Keys are for the row.
    await line.focus()
    const focused = grid.locator('[role="row"]:focus')
    const byConnection = grid.getByRole('columnheader', { name: 'Connection', exact: true })
    for (const order of ['ascending', 'descending']) {
      await byConnection.getByRole('button').dispatchEvent('click')
      await expect(byConnection).toHaveAttribute('aria-sort', order)
    }
    await expect(focused).not.toHaveAttribute('data-line', '0')
    await page.keyboard.press('Space')
    await expect(focused).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Space')
    await grid.getByRole('button', { name: 'Verdict', exact: true }).dispatchEvent('click')
    await expect(focused).toHaveAttribute('data-line', '0')

    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.getByText('2 selected')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('2 selected')).toHaveCount(0)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: /: access check$/ })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+D')
    await expect(grid).toBeVisible()
  })

  test('leads by keys alone from the sidebar to a message for the customer', async () => {
    await page.keyboard.press('ControlOrMeta+W')
    await page.getByRole('button', { name: /^Credential desk/ }).focus()
    await page.keyboard.press('Enter')
    const grid = page.getByRole('grid', { name: 'Connections' })
    await page.getByRole('textbox', { name: 'Search the desk' }).waitFor()
    await tabTo('[aria-label="Search the desk"]')
    await page.keyboard.type('wrong secret')
    await expect(grid.getByRole('row').nth(1)).toContainText('wrong secret')
    await tabTo('[data-line="0"]')
    // An earlier message would do as well.
    await explorer.app.evaluate(({ clipboard }) => clipboard.writeText(''))
    // Nothing is waited for: keys that follow at once are the menu's.
    await page.keyboard.press('Shift+F10')
    for (const _ of ['Check again', 'Copy what to tell the customer']) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => explorer.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('Client Secret')
    await expect(page.locator('[data-line="0"]')).toBeFocused()
    await page.getByRole('textbox', { name: 'Search the desk' }).fill('')
  })

  test('goes on with a run that the end of the app cut short', async () => {
    await page.getByRole('button', { name: 'Check all' }).click()
    await expect.poll(async () => doneOf(await run().textContent())).toBeGreaterThan(2)
    const dead = new Promise(resolve => explorer.app.process().once('exit', resolve))
    explorer.app.process().kill('SIGKILL')
    await dead

    await launch()
    await page.keyboard.press('ControlOrMeta+D')
    await expect(run()).toContainText('The last run was cut short')
    expect(doneOf(await run().textContent())).toBeGreaterThan(2)
    await run().getByRole('button', { name: 'Resume' }).click()
    await expect(run()).toHaveCount(0, { timeout: 60_000 })
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(
      page.getByText(`${clients.length} of ${clients.length} were checked at least twice.`),
    ).toBeVisible()
  })

  test('says once that the keychain is locked, and makes no verdict of it', async () => {
    await keyring.lock()
    await page.getByRole('button', { name: 'Check all' }).click()
    await expect(run()).toContainText('Paused at')
    await expect(page.getByRole('alert')).toHaveCount(1)
    await run().getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('button', { name: 'Not checked 0' })).toBeVisible()
  })
})

/** How many of a run are done, by its words. */
function doneOf(text: string | null): number {
  return Number(/(\d+) of \d+/.exec(text ?? '')?.[1] ?? -1)
}

function canariesOf(clients: readonly DemoClient[]) {
  return clients.flatMap(({ name, clientSecret, apiKey }) => [
    { name: `client secret of ${name}`, value: clientSecret },
    { name: `API key of ${name}`, value: apiKey },
  ])
}
