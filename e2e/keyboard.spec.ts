import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer, sidebarConnection } from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

let cloud: RunningDemoCloud
let explorer: Explorer

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100_000 })
  explorer = await launchExplorer()
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
})

/** Presses Tab until the element has the focus: it must be reachable, in a number of steps a person would take. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if (await hasFocus(target)) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused({ timeout: 1000 })
}

async function hasFocus(target: Locator): Promise<boolean> {
  const found = await target.all()
  if (found.length !== 1) return false
  return target.evaluate(element => element === document.activeElement)
}

/** Presses the down arrow in an open list until an option is the active one. */
async function arrowTo(page: Page, list: Locator, option: Locator): Promise<void> {
  await expect(option).toBeVisible()
  const id = await option.getAttribute('id')
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    expect(await list.getAttribute('aria-activedescendant')).toBe(id)
  }).toPass()
}

/** Goes to a field by Tab and types over what stands in it. */
async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

test('an integrator gets from credentials to one document by keyboard alone', async () => {
  const { page } = explorer
  const { keyboard } = page
  const client = cloud.client('works')
  const editor = page.getByRole('form', { name: 'Connection' })
  const field = (name: string): Locator => editor.getByLabel(name, { exact: true })

  await test.step('add a custom connection', async () => {
    await keyboard.press('ControlOrMeta+N')
    await expect(editor).toBeVisible()
    await type(page, field('Name'), 'by keyboard')
    await type(page, field('Customer'), client.customer)
    await keyboard.press('Escape')
    const environment = editor.getByRole('combobox', { name: 'Environment' })
    await tabTo(page, environment)
    await keyboard.press('Enter')
    await arrowTo(page, environment, page.getByRole('option', { name: 'Custom' }))
    await keyboard.press('Enter')
    await expect(environment).toHaveValue('Custom')
    await type(page, field('Token URL'), cloud.tokenUrl)
    await type(page, field('API base URL'), cloud.apiBaseUrl)
    await type(page, field('Client ID'), client.clientId)
    await type(page, field('Client Secret'), client.clientSecret)
    await type(page, field('API Key'), client.apiKey)
  })

  await test.step('test it', async () => {
    await keyboard.press('ControlOrMeta+Enter')
    await expect(editor.getByRole('status').filter({ hasText: /works/i })).toBeVisible()
    await expect(editor.getByRole('button', { name: 'Save', exact: true })).toBeEnabled()
  })

  await test.step('save it', async () => {
    await keyboard.press('ControlOrMeta+s')
    await expect(sidebarConnection(page, 'by keyboard')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Applications' })).toBeVisible()
  })

  const grid = page.getByRole('grid', { name: 'Documents of weighings' })
  await test.step('open a collection of 100,000 documents', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Weighbridge network', exact: true }))
    await keyboard.press('Enter')
    await tabTo(
      page,
      page
        .getByRole('table', { name: 'Collections' })
        .getByRole('button', { name: 'weighings', exact: true }),
    )
    await keyboard.press('Enter')
    await expect(page.getByText('100,000 in all')).toBeVisible()
    await expect(grid).toHaveAttribute('aria-rowcount', '100001')
  })

  await test.step('go to the end', async () => {
    await tabTo(page, grid.getByRole('gridcell', { name: 'W-100000', exact: true }))
    await keyboard.press('ControlOrMeta+End')
    const last = grid.getByRole('row', { name: /^W-199999\b/ })
    await expect(last).toHaveAttribute('aria-rowindex', '100001')
    await expect(last.getByRole('gridcell').last()).toBeFocused()
    await keyboard.press('ControlOrMeta+Home')
    await expect(grid.getByRole('gridcell', { name: 'W-100000', exact: true })).toBeFocused()
  })

  await test.step('filter', async () => {
    await tabTo(page, page.getByRole('textbox', { name: 'Filter' }), 'Shift+Tab')
    await keyboard.insertText('{ "ticket": "W-163210" }')
    await keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  })

  await test.step('open one document and close it', async () => {
    const cell = grid.getByRole('gridcell', { name: 'W-163210', exact: true })
    await tabTo(page, cell)
    await keyboard.press('Enter')
    const drawer = page.getByRole('complementary', { name: 'Document' })
    await expect(drawer).toBeFocused()
    await expect(drawer.getByText('W-163210').first()).toBeVisible()
    await expect(drawer.getByText('grossKg')).toBeVisible()
    await keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    await expect(cell).toBeFocused()
  })
})

test('a request is built from a template, sent, searched, saved and cancelled by keyboard alone', async () => {
  const { page } = explorer
  const { keyboard } = page
  const path = page.getByRole('textbox', { name: 'Path', exact: true })
  const response = page.getByRole('region', { name: 'Response', exact: true })
  await addDemoClient(page, cloud, cloud.client('works'))
  await page.getByRole('list', { name: 'Applications' }).waitFor()
  await keyboard.press('ControlOrMeta+K')
  await keyboard.type('New request')
  await keyboard.press('Enter')
  await expect(path).toBeFocused()

  await tabTo(page, page.getByRole('button', { name: 'Templates' }), 'Shift+Tab')
  await keyboard.press('Enter')
  // A menu takes no key until it stands.
  await expect(async () => {
    await keyboard.press('ArrowDown')
    expect(await hasFocus(page.getByRole('menuitem', { name: 'Application', exact: true }))).toBe(true)
  }).toPass()
  await keyboard.press('Enter')
  await expect(path).toHaveValue('/{ApplicationID}')
  const application = page.getByRole('combobox', { name: 'ApplicationID' })
  await tabTo(page, application)
  await expect(page.getByRole('option', { name: /Weighbridge network/ })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(application).not.toHaveValue('')
  await tabTo(page, path, 'Shift+Tab')
  await keyboard.press('Enter')
  await expect(response.getByRole('status').first()).toHaveText('200 OK')

  await keyboard.press('ControlOrMeta+F')
  await keyboard.type('name')
  await expect(page.getByRole('search').getByRole('status')).toContainText(/^1 of \d/)
  await keyboard.press('Escape')
  await expect(page.getByRole('search')).toBeHidden()

  await keyboard.press('ControlOrMeta+S')
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await keyboard.press('ControlOrMeta+A')
  await keyboard.type('One application')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'One application' })).toBeVisible()

  const silent = createServer(() => {})
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
  try {
    await keyboard.press('ControlOrMeta+Shift+N')
    await expect(path).toBeFocused()
    await keyboard.press('ControlOrMeta+A')
    await keyboard.insertText(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`)
    await keyboard.press('Enter')
    await expect(response.getByRole('status').first()).toHaveText('Waiting for the answer')
    await keyboard.press('Escape')
    await expect(response.getByRole('alert')).toContainText('cancelled')
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})
