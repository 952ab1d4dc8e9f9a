import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import type { DemoClient } from '../demo-cloud/description.ts'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { demoControl } from './support/demo-control.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient, openCollection } from './support/screens.ts'

test.describe.configure({ mode: 'default' })

let cloud: RunningDemoCloud
let client: DemoClient
let keyring: Keyring
let userData: string
let explorer: Explorer
let page: Page

const start = (): Promise<Explorer> => launchExplorer({ userData, keyring: 'none', env: keyring.env })

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 5000 })
  client = cloud.client('works')
  keyring = await startKeyring('unlocked')
  userData = await mkdtemp(join(tmpdir(), 'explorer-requests-'))
  explorer = await start()
  page = explorer.page
  await addDemoClient(page, cloud, client)
  await page.getByRole('list', { name: 'Applications' }).waitFor()
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
const send = (): Promise<void> => page.getByRole('button', { name: 'Send', exact: true }).click()

async function newRequest(path: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await field('Path').fill(path)
}

async function chooseTemplate(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

test('the exact request of the explorer is opened, sent and understood', async () => {
  await openCollection(page, 'Weighbridge network', 'weighings')
  await page.getByRole('button', { name: 'Open as request' }).click()
  await expect(field('Path')).toHaveValue('/{ApplicationID}/collections/{CollectionID}/documents')
  await expect(request().getByRole('textbox', { name: 'Query as text' })).toHaveValue('l=200&o=0')
  await expect(request()).toContainText('stored in the keychain')
  await field('Path').press('ControlOrMeta+Enter')
  await expect(response().getByRole('status')).toHaveText('200 OK')
  await expect(response().getByRole('region', { name: 'Body of the answer' })).toContainText('"timestamp"')

  await response().getByText('Raw', { exact: true }).click()
  await expect(response().getByRole('region', { name: 'Body of the answer' })).toContainText('in all')
  await response().getByText('Hex', { exact: true }).click()
  await expect(response().getByRole('region', { name: 'Body of the answer' })).toContainText('7b 22')

  await response().getByRole('tab', { name: 'Sent' }).click()
  await expect(response()).toContainText('authorization: [removed]')
  await expect(response()).toContainText('x-api-key: [removed]')
})

test('rows and text of a query stay in step, and templates keep what was chosen', async () => {
  await chooseTemplate('Documents')
  const text = request().getByRole('textbox', { name: 'Query as text' })
  await expect(text).toHaveValue('l=100')
  await text.fill('l=3&q=a b')
  await expect(request().getByRole('textbox', { name: 'Parameter 2 value' })).toHaveValue('a b')
  await request().getByRole('textbox', { name: 'Parameter 2 value' }).fill('')
  await expect(text).toHaveValue('l=3&q=')
  await request().getByRole('checkbox', { name: 'Send parameter 2' }).uncheck()
  await expect(text).toHaveValue('l=3')
  await send()
  await expect(response().getByRole('status')).toHaveText('200 OK')

  await chooseTemplate('Search documents')
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('SEARCH')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(text).toHaveValue('l=3')
  await chooseTemplate('Search documents')
  await request().getByRole('tab', { name: 'Body' }).click()
  await expect(page.getByRole('textbox', { name: 'Body' })).toContainText('filter')
  await send()
  await expect(response().getByRole('status')).toHaveText('200 OK')
})

test('a placeholder without a value stops the send and is named', async () => {
  await newRequest('/{ApplicationID}/scripts/{ScriptID}')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await expect(response()).toContainText('ScriptID')
  await page.getByRole('combobox', { name: 'ApplicationID' }).click()
  await page.getByRole('option', { name: /Weighbridge network/ }).click()
  await page.getByRole('combobox', { name: 'ScriptID' }).fill('nothing')
  await send()
  await expect(response().getByRole('status')).toHaveText('404 Not found')
  await expect(response().getByRole('alert')).toContainText('nothing at this address')
})

test('a write on a read-only connection asks first, and says that an invitation sends e-mail', async () => {
  await chooseTemplate('Invite users')
  await send()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('read-only')
  await expect(question).toContainText('Real e-mail')
  await expect(question).toContainText('It goes to 1 address: name@example.com.')
  await expect(question.getByRole('region', { name: 'Body that is sent' })).toContainText('"role ID"')
  expect(await seriousViolations(page)).toEqual([])
  await question.getByRole('button', { name: 'Do not send' }).click()
  await expect(question).toBeHidden()
  await send()
  await question.getByRole('button', { name: 'Send this once' }).click()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  await expect(response()).toContainText('has no body')
})

test('a request whose tab was closed comes back with what was typed', async () => {
  await newRequest('/closed-by-mistake')
  await page.keyboard.press('ControlOrMeta+W')
  await expect(page.getByText('Closed GET closed-by-mistake.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+T')
  await expect(field('Path')).toHaveValue('/closed-by-mistake')
  await page.keyboard.press('ControlOrMeta+W')
  await page.getByText('Closed GET closed-by-mistake.').locator('..').getByRole('button').click()
  await expect(field('Path')).toHaveValue('/closed-by-mistake')
})

test('a token that was refused and replaced is told with the time', async () => {
  await newRequest('/access')
  await demoControl(cloud).revoke(client.name)
  await send()
  await expect(response().getByRole('status')).toHaveText('200 OK')
  await response().getByRole('tab', { name: 'Timing' }).click()
  await expect(response().getByRole('rowheader', { name: 'Refused token' })).toBeVisible()
  await expect(response()).toContainText('the request went out twice')
})

test('another host gets no authorization, and the window says so', async () => {
  const seen: object[] = []
  const server = createServer((incoming, answer) => {
    seen.push(incoming.headers)
    answer.end('broken { json')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await newRequest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/anything`)
    await expect(request()).toContainText('without token and API Key')
    await send()
    await expect(response().getByRole('status')).toHaveText('200 OK')
    expect(seen).toHaveLength(1)
    expect(seen[0]).not.toHaveProperty('authorization')
    expect(seen[0]).not.toHaveProperty('x-api-key')
  } finally {
    server.close()
  }
})

test('sending can be cancelled, and failures say what to do', async () => {
  const server = createServer(() => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await newRequest(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slow`)
    await send()
    await expect(response().getByRole('status')).toHaveText('Waiting for the answer')
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(response().getByRole('alert')).toContainText('cancelled')
  } finally {
    server.closeAllConnections()
    server.close()
  }
  await send()
  await expect(response().getByRole('alert')).toContainText('refused the connection')
})

test('a long single line, many lines, bytes and broken JSON keep the window usable', async () => {
  const bodies: Readonly<Record<string, string | Buffer>> = {
    '/line': `["${'x'.repeat(5_000_000)}"]`,
    '/lines': 'one line of a long text\n'.repeat(1_200_000),
    '/bytes': Buffer.from([0x89, 0, 1, 2, 255, 254]),
    '/broken': '{"a": 1,\n "b": oops}',
  }
  const server = createServer((incoming, answer) => answer.end(bodies[incoming.url ?? '']))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const body = response().getByRole('region', { name: 'Body of the answer' })
  const get = async (path: string): Promise<void> => {
    await field('Path').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
    await send()
  }
  try {
    await newRequest('/')
    await get('/line')
    await expect(body).toContainText('5.0 MB in all')
    await get('/lines')
    await expect(response()).toContainText('1,200,000 lines')
    await body.evaluate(element => element.scrollTo({ top: 9_000_000 }))
    await expect(body).toContainText('500001one line')
    await page.getByRole('button', { name: 'Next part' }).click()
    await expect(body).toContainText('1000001one line')
    await get('/bytes')
    await expect(body).toContainText('89 00 01 02 ff fe')
    await get('/broken')
    await expect(response()).toContainText('line 2, column 7')
    await expect(body).toContainText('"a": 1')
  } finally {
    server.close()
  }
})

test('the request as code holds variables in the places of the secrets', async () => {
  await newRequest('/access')
  const code = page.getByRole('region', { name: 'Code' })
  await expect(code).toContainText('Bearer $WEIGHTRON_TOKEN')
  for (const [language, part] of [
    ['JavaScript', 'process.env.WEIGHTRON_API_KEY'],
    ['Python', 'import requests'],
    ['C#', 'HttpRequestMessage'],
    ['Power Query', 'Web.Contents'],
  ] as const) {
    await code.getByRole('tab', { name: language }).click()
    await expect(code).toContainText(part)
    await expect(code).not.toContainText(client.apiKey)
  }
  await code.getByRole('button', { name: 'More languages' }).click()
  await page.getByRole('menuitem', { name: 'PowerShell' }).click()
  await expect(code.getByRole('tab', { name: 'PowerShell', selected: true })).toBeVisible()
  await expect(code).toContainText('Invoke-WebRequest')
})

for (const size of [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
]) {
  test(`has no serious accessibility problem at ${size.width} by ${size.height}, light and dark`, async () => {
    await page.setViewportSize(size)
    await newRequest('/access')
    await send()
    await expect(response().getByRole('status')).toHaveText('200 OK')
    for (let theme = 0; theme < 2; theme++) {
      expect(await seriousViolations(page)).toEqual([])
      await page.keyboard.press('ControlOrMeta+Shift+L')
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })
}

test('history and drafts survive a restart, and hold no secret', async () => {
  await newRequest('/access')
  await request()
    .getByRole('tab', { name: /^Headers/ })
    .click()
  await request().getByRole('combobox', { name: 'Header 1 name' }).fill('X-Api-Key')
  await request().getByRole('textbox', { name: 'Header 1 value' }).fill('typed-by-hand-4711')
  await request()
    .getByRole('tab', { name: /^Query/ })
    .click()
  await request().getByRole('textbox', { name: 'Query as text' }).fill(`q=${client.apiKey}&l=7`)
  await send()
  await expect(response().getByRole('alert')).toContainText('API Key')
  const tabs = page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab')
  const open = (await tabs.allTextContents()).filter(title => title !== client.name && title !== 'weighings')
  await expect
    .poll(async () => await readFile(join(userData, 'request-drafts.json'), 'utf8'))
    .toContain('"value":"7"')
  await explorer.close()
  for (const name of [
    'request-drafts.json',
    ...(await readdir(join(userData, 'history'))).map(file => `history/${file}`),
  ]) {
    const text = await readFile(join(userData, name), 'utf8')
    expect(text).not.toContain('typed-by-hand-4711')
    expect(text).not.toContain(client.apiKey)
  }

  explorer = await start()
  page = explorer.page
  await expect.poll(async () => await tabsOf(page)).toEqual(open)
  await expect(field('Path')).toHaveValue('/access')
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('textbox', { name: 'Search history' }).fill('search documents filter')
  expect(await seriousViolations(page)).toEqual([])
  await page
    .getByRole('dialog', { name: 'History' })
    .getByRole('button', { name: /^SEARCH/ })
    .first()
    .click()
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('SEARCH')
  await send()
  await expect(response().getByRole('status')).toHaveText('200 OK')
})

async function tabsOf(page: Page): Promise<readonly string[]> {
  return page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab').allTextContents()
}
