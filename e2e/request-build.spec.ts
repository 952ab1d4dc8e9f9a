import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'default' })

let cloud: RunningDemoCloud
let keyring: Keyring
let userData: string
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 1000 })
  keyring = await startKeyring('unlocked')
  userData = await mkdtemp(join(tmpdir(), 'explorer-build-'))
  explorer = await launchExplorer({ userData, keyring: 'none', env: keyring.env })
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await openCollection(page, 'Weighbridge network', 'weighings')
})
test.afterAll(async () => {
  await explorer?.close()
  await keyring?.stop()
  await cloud?.close()
  await rm(userData, { recursive: true, force: true })
})

const request = (): Locator => page.getByRole('region', { name: 'Request', exact: true })
const response = (): Locator => page.getByRole('region', { name: 'Response', exact: true })
const field = (name: string): Locator => page.getByRole('textbox', { name, exact: true })
const sendButton = (): Locator => page.getByRole('button', { name: 'Send', exact: true })
const tab = (name: string | RegExp): Promise<void> => request().getByRole('tab', { name }).click()

async function newRequest(path: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await field('Path').fill(path)
}

test('variables are offered, shown filled in, and stop the send where they have no value', async () => {
  await newRequest('/{{where}}')
  await expect(page.getByText('{{where}} has no value.')).toBeVisible()
  await expect(sendButton()).toBeDisabled()

  await page.getByRole('button', { name: 'Variables' }).click()
  const dialog = page.getByRole('dialog', { name: 'Variables' })
  await dialog.getByRole('combobox', { name: 'Own variable 1 name' }).fill('where')
  await dialog.getByRole('textbox', { name: 'Own variable 1 value' }).fill('access')
  await dialog.getByRole('combobox', { name: 'Common variable 1 name' }).fill('api_key')
  await dialog.getByRole('textbox', { name: 'Common variable 1 value' }).fill('typed-by-hand')
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('keychain')
  await dialog.getByRole('combobox', { name: 'Common variable 1 name' }).fill('language')
  await dialog.getByRole('textbox', { name: 'Common variable 1 value' }).fill('cy')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(sendButton()).toBeEnabled()

  await tab(/^Headers/)
  await request().getByRole('combobox', { name: 'Header 1 name' }).fill('Accept-Language')
  await request().getByRole('textbox', { name: 'Header 1 value' }).pressSequentially('{{la')
  await page.getByRole('option', { name: '{{language}}' }).click()
  await expect(request().getByRole('textbox', { name: 'Header 1 value' })).toHaveValue('{{language}}')
  await tab('Preview')
  const preview = request().getByRole('region', { name: 'Request as it would be sent' })
  await expect(preview).toContainText(/GET \S*\/access HTTP/)
  await expect(preview).toContainText('accept-language: cy')
  await expect(preview).toContainText('x-api-key: [removed]')

  await sendButton().click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  const text = await readFile(join(userData, 'variables.json'), 'utf8')
  expect(text).toContain('access')
  expect(text).not.toContain('typed-by-hand')
})

test('a body offers variables, and the fields that were loaded of the collection', async () => {
  await page
    .getByRole('tablist', { name: 'Open tabs' })
    .getByRole('tab', { name: /weighings/ })
    .click()
  await expect(
    page.getByRole('grid', { name: 'Documents of weighings' }).getByRole('row').nth(3),
  ).toBeVisible()
  await newRequest('/{ApplicationID}/collections/{CollectionID}/documents')
  await page.getByRole('combobox', { name: 'Method' }).fill('SEARCH')
  await tab('Body')
  await request().getByText('JSON', { exact: true }).click()
  const body = request().getByRole('textbox', { name: 'Body' })
  await body.click()
  await page.keyboard.type('{"filter": {"weighed')
  await page.getByRole('option', { name: /weighedAt/ }).click()
  await expect(body).toContainText('"weighedAt"')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type(': "{{wh')
  await page.getByRole('option', { name: /where/ }).click()
  await expect(body).toContainText('"{{where}}"')
})

test('placeholders offer the documents that were loaded', async () => {
  await field('Path').fill('/{ApplicationID}/collections/{CollectionID}/documents/{DocumentID}')
  await page.getByRole('combobox', { name: 'Method' }).fill('GET')
  await page.getByRole('combobox', { name: 'DocumentID' }).click()
  await page.getByRole('option').first().click()
  await tab('Body')
  await request().getByText('None', { exact: true }).click()
  await sendButton().click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
})
