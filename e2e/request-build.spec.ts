import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
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
  await tab(/^Query/)
  const query = request().getByRole('textbox', { name: 'Query as text' })
  await query.pressSequentially('q={{lan')
  await expect(query).toHaveValue('q={{lan')
  await page.getByRole('option', { name: '{{language}}' }).click()
  await expect(query).toHaveValue('q={{language}}')
  await tab('Preview')
  const preview = request().getByRole('region', { name: 'Request as it would be sent' })
  await expect(preview).toContainText(/GET \S*\/access\?q=cy HTTP/)
  await expect(preview).toContainText('accept-language: cy')
  await expect(preview).toContainText('x-api-key: [removed]')

  await sendButton().click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  const kept = await readFile(join(userData, 'variables.json'), 'utf8')
  expect(kept).toContain('access')
  expect(kept).not.toContain('typed-by-hand')
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

test('a file is chosen in main, sent from its place, and missed in plain words when it is gone', async () => {
  const path = join(userData, 'body.csv')
  await writeFile(path, 'a,b\n1,2\n')
  await explorer.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
  const bodies: string[] = []
  const server = createServer(async (incoming, answer) => {
    bodies.push(`${incoming.headers['content-type']} ${await text(incoming)}`)
    answer.end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await newRequest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/import`)
    await page.getByRole('combobox', { name: 'Method' }).fill('POST')
    await tab('Body')
    await request().getByText('File', { exact: true }).click()
    await request().getByRole('button', { name: 'Choose a file' }).click()
    await expect(request()).toContainText('body.csv')
    await expect(request()).toContainText('8 B')
    const sendOnce = async (): Promise<void> => {
      await sendButton().click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send this once' }).click()
    }
    await sendOnce()
    await expect(response().getByRole('status')).toHaveText('200 OK')
    expect(bodies).toEqual(['text/csv a,b\n1,2\n'])
    await rm(path)
    await sendOnce()
    await expect(response().getByRole('alert')).toContainText('The file body.csv is no longer there.')
    expect(await readFile(join(userData, 'request-drafts.json'), 'utf8')).not.toContain(path)
  } finally {
    server.close()
  }
})

test('a request that replaces a document takes its _hash along, and asks once', async () => {
  await page
    .getByRole('tablist', { name: 'Open tabs' })
    .getByRole('tab', { name: /weighings/ })
    .click()
  await newRequest('/{ApplicationID}/collections/{CollectionID}/documents/{DocumentID}')
  await page.getByRole('combobox', { name: 'DocumentID' }).click()
  await page.getByRole('option').first().click()
  await sendButton().click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  const answer = response().getByRole('region', { name: 'Body of the answer' })
  const seen = /"_hash": ?"([^"]+)"/.exec((await answer.textContent()) ?? '')?.[1] ?? ''
  await page.getByRole('combobox', { name: 'Method' }).fill('PUT')
  await expect(page.getByText('names this call but not its path')).toBeVisible()
  await tab('Body')
  await request().getByText('JSON', { exact: true }).click()
  await request()
    .getByRole('button', { name: /^Put in the _hash read at/ })
    .click()
  const body = request().getByRole('textbox', { name: 'Body' })
  await expect(body).toContainText(seen)
  await expect(request().getByText(/without a conflict/)).toBeHidden()
  await request().getByRole('button', { name: 'Put in the document' }).click()
  await expect(request().getByText(/^The _hash is that of .* without a conflict/)).toBeVisible()
  await sendButton().click()
  await expect(page.getByRole('dialog')).toContainText('replaces what stands at this address')
  await page.getByRole('dialog').getByRole('button', { name: 'Send this once' }).click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  await body.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('{"_hash": "of another state"}')
  await sendButton().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send this once' }).click()
  await expect(response().getByRole('status')).toHaveText('409 Conflict')
  await expect(response().getByRole('alert')).toContainText('Somebody else may have changed the data')
})

test('a request is repeated, what changed is marked, and a write never is', async () => {
  let count = 0
  const server = createServer((_incoming, answer) => {
    answer.end(JSON.stringify({ same: 1, count: ++count }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await newRequest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/count`)
    await page.getByRole('button', { name: 'Repeat' }).click()
    await page.getByRole('textbox', { name: /^Seconds between/ }).fill('2')
    await page.getByRole('button', { name: 'Start repeating' }).click()
    await expect(page.getByText('1 line changed')).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
    await response().getByRole('button', { name: 'JSONPath filter' }).click()
    const filter = response().getByRole('textbox', { name: 'JSONPath filter' })
    await filter.fill('$.count')
    await expect(response().getByRole('status').filter({ hasText: '1 value' })).toBeVisible()
    const seen = count
    await expect.poll(() => count).toBeGreaterThan(seen + 1)
    await expect(filter).toHaveValue('$.count')
    await expect(response().getByRole('region', { name: 'Body of the answer' })).not.toContainText('same')
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden()
    expect(count).toBeGreaterThanOrEqual(2)
    await page.getByRole('combobox', { name: 'Method' }).fill('POST')
    await expect(page.getByRole('button', { name: 'Repeat' })).toHaveAttribute('aria-disabled', 'true')
  } finally {
    server.close()
  }
})

test('the time is told by phase, and the rules of sending count', async () => {
  const server = createServer((incoming, answer) => {
    if (incoming.url === '/there') answer.end('{}')
    else answer.writeHead(302, { location: '/there' }).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await newRequest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/here`)
    await sendButton().click()
    await expect(response().getByRole('status')).toHaveText('200 OK')
    await response().getByRole('tab', { name: 'Timing' }).click()
    const times = response().getByRole('table', { name: 'Time by phase' })
    for (const phase of ['Redirects', 'Queue', 'First byte', 'Download', 'In all']) {
      await expect(times.getByRole('rowheader', { name: phase })).toBeVisible()
    }
    await expect(response().getByRole('list', { name: 'Redirects' })).toContainText('302')
    expect(await seriousViolations(page)).toEqual([])
    await tab('Sending')
    await request().getByRole('switch', { name: 'Follow redirects' }).click()
    await sendButton().click()
    await expect(response().getByRole('status')).toHaveText('302 Found elsewhere')
  } finally {
    server.close()
  }
})

test('a request leads back to its place in the explorer, with its selection', async () => {
  await page
    .getByRole('tablist', { name: 'Open tabs' })
    .getByRole('tab', { name: /weighings/ })
    .click()
  await newRequest('/{ApplicationID}/collections/{CollectionID}/documents')
  await page.getByRole('combobox', { name: 'Method' }).fill('SEARCH')
  await tab('Body')
  await request().getByText('JSON', { exact: true }).click()
  const body = request().getByRole('textbox', { name: 'Body' })
  await body.click()
  await page.keyboard.insertText('{"filter": {"direction": "in"}}')
  await page.getByRole('button', { name: 'Open in explorer' }).click()
  await expect(page.getByRole('textbox', { name: 'Filter' })).toContainText('"direction": "in"')
})
