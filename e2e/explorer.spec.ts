import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { expect, type Locator, type Page, test } from 'playwright/test'
import type { DemoClient } from '../demo-cloud/description.ts'
import { type DemoApi, demoApi, type Named } from './support/demo-api.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type DemoControl, demoControl } from './support/demo-control.ts'
import { addConnection, type Explorer, launchExplorer } from './support/explorer.ts'
import { startRelay } from './support/relay.ts'
import { addDemoClient, goTo, openCollection, typeFilter } from './support/screens.ts'

test.describe.configure({ mode: 'default' })

let cloud: RunningDemoCloud
let control: DemoControl
let client: DemoClient
let api: DemoApi
let explorer: Explorer
let page: Page

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 5000 })
  control = demoControl(cloud)
  client = cloud.client('works')
  api = demoApi(cloud, client)
  explorer = await launchExplorer()
  page = explorer.page
  await addDemoClient(page, cloud, client)
  await page.getByRole('list', { name: 'Applications' }).waitFor()
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
})
test.afterEach(async () => {
  await control.clearFaults()
  // Back to the applications, so that the next test starts where the first did.
  const up = path().getByRole('button', { name: client.name, exact: true })
  if (await up.isVisible()) await up.click()
})

function path(): Locator {
  return page.getByRole('navigation', { name: 'Path' })
}

/** The document whose first column has this text. */
function rowOf(grid: Locator, first: string): Locator {
  return grid.getByRole('row', { name: new RegExp(`^${first}\\b`) })
}

function head(grid: Locator, column: string): Locator {
  return grid.getByRole('columnheader', { name: column, exact: true })
}

interface Weighing {
  readonly _id: string
  readonly _hash: string
  readonly ticket: string
  readonly operator: string
}

async function idOf(list: string, name: string): Promise<string> {
  const found = ((await api.get(list)) as readonly Named[]).find(entry => entry.name === name)
  if (found === undefined) throw new Error(`${list} has nothing named ${name}.`)
  return found._id
}

/** Path of the documents of a collection, below the API base URL. */
async function documentsPath(application: string, collection: string): Promise<string> {
  const applicationId = await idOf('/access', application)
  const collectionId = await idOf(`/${applicationId}/collections`, collection)
  return `/${applicationId}/collections/${collectionId}/documents`
}

async function firstWeighing(): Promise<Weighing> {
  const documents = await api.get(`${await documentsPath('Weighbridge network', 'weighings')}?l=1`)
  const [first] = documents as readonly Weighing[]
  if (first === undefined) throw new Error('There are no weighings.')
  return first
}

function clipboardText(): Promise<string> {
  return explorer.app.evaluate(({ clipboard }) => clipboard.readText())
}

test('shows documents with their count beside them', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'weighings')
  await expect(rowOf(grid, 'W-100000')).toBeVisible()
  await expect(page.getByText('5,000 in all')).toBeVisible()
  await expect(grid).toHaveAttribute('aria-rowcount', '5001')
})

test('opens what a pasted URL or a typed ID names', async () => {
  const documents = await documentsPath('Weighbridge network', 'weighings')
  const weighing = await firstWeighing()
  await goTo(page, `${cloud.apiBaseUrl}${documents}?l=5&o=10`)
  await expect(rowOf(page.getByRole('grid', { name: 'Documents of weighings' }), 'W-100000')).toBeVisible()

  await goTo(page, weighing._id)
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await expect(drawer.getByText(weighing.ticket, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  await goTo(page, 'https://elsewhere.example/what/is/this')
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Go to ID or URL' }).press('Escape')
})

test('shows keys of an answer that nobody documented', async () => {
  await openCollection(page, 'Yard stock', 'movements')
  await expect(page.getByRole('region', { name: 'Further keys of the answer' })).toContainText('page')
})

test('shows documents that a viewer may stumble over as what they are', async () => {
  const title = await page.title()
  const grid = await openCollection(page, 'Laboratory', 'curiosities')
  await expect(rowOf(grid, 'a very long text')).toBeVisible()
  await rowOf(grid, 'markup').getByRole('gridcell').first().click()
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await expect(drawer.getByText('<script>document.title = "markup ran"</script>')).toBeVisible()
  expect(await page.title()).toBe(title)

  await rowOf(grid, 'a key named __proto__').getByRole('gridcell').first().click()
  await expect(drawer.getByRole('button', { name: /^__proto__/ })).toBeVisible()
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(drawer).toContainText('"polluted": true')
  await drawer.getByRole('button', { name: 'Close' }).click()

  await rowOf(grid, 'numbers too big').getByRole('gridcell').first().click()
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(drawer).toContainText('123456789012345678901234567890')
})

test('says so where a collection is empty', async () => {
  await openCollection(page, 'Weighbridge network', 'disputes')
  await expect(page.getByText('This collection has no documents.')).toBeVisible()
})

test('shows an application that the credentials cannot open as such', async () => {
  const partly = cloud.client('one of two applications refused')
  await addDemoClient(page, cloud, partly)
  const cards = page.getByRole('list', { name: 'Applications' })
  await cards.getByRole('button', { name: '品質管理', exact: true }).click()
  const refused = page.getByRole('alert').filter({ hasText: /\w/ })
  await expect(refused).toContainText('role')
  await refused.getByRole('button', { name: 'Check access' }).click()
  await expect(page.getByRole('tab', { name: /access check/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ControlOrMeta+W')
  await path().getByRole('button', { name: partly.name }).click()
  const card = cards.getByRole('listitem').filter({ hasText: '品質管理' })
  await expect(card).toContainText('Cannot be opened with these credentials')
  await page.keyboard.press('ControlOrMeta+W')
})

test('masks the parameters of an application until one is asked for', async () => {
  const applicationId = await idOf('/access', 'Weighbridge network')
  const { parameters } = (await api.get(`/${applicationId}`)) as {
    parameters: { smsGatewayToken: string; erp: { password: string } }
  }
  await page.getByRole('button', { name: 'Details of Weighbridge network' }).click()
  const drawer = page.getByRole('complementary', { name: 'Application' })
  await expect(drawer.getByText('Stonegate Lane')).toBeVisible()
  await expect(drawer).not.toContainText(parameters.smsGatewayToken)
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(drawer).toContainText('smsGatewayToken')
  await expect(drawer).not.toContainText(parameters.smsGatewayToken)
  await drawer.getByRole('tab', { name: 'Fields' }).click()
  await drawer.getByRole('button', { name: 'Reveal smsGatewayToken' }).click()
  await expect(drawer).toContainText(parameters.smsGatewayToken)
  await expect(drawer).not.toContainText(parameters.erp.password)
  await drawer.getByRole('button', { name: 'Hide smsGatewayToken' }).click()
  await expect(drawer).not.toContainText(parameters.smsGatewayToken)
  await drawer.getByRole('button', { name: 'Close' }).click()
})

test('marks what changed since the last refresh', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'weighings')
  const weighing = await firstWeighing()
  await expect(rowOf(grid, weighing.ticket)).toBeVisible()
  // Columns out of view are not drawn.
  await grid.evaluate(element => element.scrollTo({ left: 800 }))
  await expect(rowOf(grid, weighing.ticket)).toContainText(weighing.operator)
  const document = `${await documentsPath('Weighbridge network', 'weighings')}/${weighing._id}`
  await api.put(document, { ...weighing, operator: 'Changed by Hand' })
  await page.keyboard.press('F5')
  await expect(page.getByText('1 changed since last refresh')).toBeVisible()
  const changed = rowOf(grid, weighing.ticket).getByRole('gridcell', { name: 'Changed by Hand' })
  await expect(changed).toContainText('changed')
  await page.keyboard.press('F5')
  await expect(page.getByText('Nothing changed since last refresh')).toBeVisible()
})

test('shows a server error with a way to try again, which works', async () => {
  await control.addFault({
    host: 'api',
    path: '*/documents*',
    answer: { kind: 'status', status: 503, body: 'html' },
  })
  await openCollection(page, 'Weighbridge network', 'vehicles')
  const alert = page.getByRole('alert').filter({ hasText: 'server' })
  await expect(alert).toContainText('503')
  await control.clearFaults()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('grid', { name: 'Documents of vehicles' })).toBeVisible()
})

test('keeps the rows when a refresh fails, and says so in the foot', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'hauliers')
  await expect(grid.getByRole('gridcell').first()).toBeVisible()
  await control.addFault({ host: 'api', path: '*/documents*', answer: { kind: 'drop' } })
  await page.keyboard.press('F5')
  await expect(page.getByRole('alert').getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(grid.getByRole('gridcell').first()).toBeVisible()
  await control.clearFaults()
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert').getByRole('button', { name: 'Try again' })).toBeHidden()
})

test('renews a token that the server revoked without anybody noticing', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'materials')
  await expect(grid.getByRole('gridcell').first()).toBeVisible()
  const before = await control.countOf(client)
  await control.revoke(client.name)
  await page.keyboard.press('F5')
  await expect(page.getByText('Nothing changed since last refresh')).toBeVisible()
  const after = await control.countOf(client)
  expect(after.tokenRequests - before.tokenRequests).toBe(1)
  expect(after.apiCalls).toBeGreaterThan(before.apiCalls)
})

test('shows documents whose count the API cannot give', async () => {
  const relay = await startRelay(cloud.apiBaseUrl, {
    instead: ({ url }) =>
      url.includes('countonly') ? { status: 500, body: '{"error":"no count today"}' } : undefined,
  })
  try {
    await addConnection(page, {
      ...client,
      name: 'uncounted',
      tokenUrl: cloud.tokenUrl,
      apiBaseUrl: relay.through(cloud.apiBaseUrl),
    })
    const grid = await openCollection(page, 'Weighbridge network', 'weighings')
    await expect(rowOf(grid, 'W-100000')).toBeVisible()
    await expect(page.getByText('could not be counted')).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+W')
  } finally {
    await relay.close()
  }
})

test('filters, says what is wrong with a filter, and remembers those that ran', async () => {
  await openCollection(page, 'Weighbridge network', 'weighings')
  await typeFilter(page, '{ "site": "NORTH"')
  const query = page.getByRole('search', { name: 'Query' })
  await expect(query.getByRole('button', { name: 'Run' })).toBeDisabled()
  await expect(query.getByText(/line 1, column \d+/)).toBeVisible()
  await typeFilter(page, '{ "site": "NORTH", "netKg": { "$gt": 20000 } }')
  await query.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByText(/^[\d,]+ match$/)).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Documents of weighings' })
  await expect(grid.getByRole('gridcell', { name: 'NORTH' }).first()).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: 'WHARF' })).toHaveCount(0)

  await typeFilter(page, '{ "site": "nowhere" }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Show all documents' }).click()
  await expect(page.getByText('5,000 in all')).toBeVisible()
  await page.getByRole('button', { name: 'Query history' }).click()
  await page.getByRole('menuitem', { name: /"site": "NORTH"/ }).click()
  await expect(page.getByText(/^[\d,]+ match$/)).toBeVisible()
})

test('sorts by a column head: up, down, as the server likes', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'weighings')
  const netKg = head(grid, 'netKg')
  await netKg.click()
  await expect(netKg).toHaveAttribute('aria-sort', 'ascending')
  await expect(page.getByRole('textbox', { name: 'Sort' })).toHaveValue('{ "netKg": 1 }')
  await netKg.click()
  await expect(netKg).toHaveAttribute('aria-sort', 'descending')
  const [heaviest] = (await api
    .get(`${await documentsPath('Weighbridge network', 'weighings')}?l=5000`)
    .then(documents =>
      (documents as { netKg: number; ticket: string }[]).toSorted((a, b) => b.netKg - a.netKg),
    )) as [{ netKg: number; ticket: string }]
  await expect(grid.getByRole('row').nth(1)).toContainText(heaviest.netKg.toLocaleString('en-GB'))
  await netKg.click()
  await expect(netKg).toHaveAttribute('aria-sort', 'none')
})

test('hides and pins columns', async () => {
  const grid = await openCollection(page, 'Weighbridge network', 'weighings')
  await expect(head(grid, 'site')).toBeVisible()
  await page.getByRole('button', { name: /^Columns, / }).click()
  const columns = page.getByRole('dialog', { name: 'Columns' })
  await columns.getByRole('checkbox', { name: 'site', exact: true }).click()
  await columns.getByRole('button', { name: 'Pin netKg' }).click()
  await page.keyboard.press('Escape')
  await expect(head(grid, 'site')).toHaveCount(0)
  // The first column is pinned always.
  await expect(grid.getByRole('columnheader').nth(1)).toHaveAccessibleName('netKg')
  await page.getByRole('button', { name: /^Columns, 17 of 18/ }).click()
  await columns.getByRole('button', { name: 'Reset columns' }).click()
  await page.keyboard.press('Escape')
  await expect(head(grid, 'site')).toBeVisible()
})

test('shows the same documents as JSON', async () => {
  await openCollection(page, 'Weighbridge network', 'sites')
  await page.getByRole('tab', { name: 'JSON' }).click()
  const first = page
    .getByRole('region', { name: 'sites as JSON' })
    .getByRole('article', { name: 'Document 1' })
  await expect(first).toContainText('"name"')
  await page.getByRole('tab', { name: 'Table' }).click()
  await expect(page.getByRole('grid', { name: 'Documents of sites' })).toBeVisible()
})

test('writes the visible table as CSV', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'export-'))
  const file = join(folder, 'sites.csv')
  try {
    const grid = await openCollection(page, 'Weighbridge network', 'sites')
    await expect(grid.getByRole('gridcell').first()).toBeVisible()
    await explorer.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Export CSV' }).click()
    await expect(page.getByText(`rows are in ${file}`)).toBeVisible()
    const rows = parse(await readFile(file), { bom: true, columns: true }) as Record<string, string>[]
    const documents = (await api.get(await documentsPath('Weighbridge network', 'sites'))) as Named[]
    expect(rows.map(row => row['name'])).toEqual(documents.map(document => document.name))

    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Copy CSV' }).click()
    await expect(page.getByText('rows are on the clipboard')).toBeVisible()
    expect(parse(await clipboardText(), { columns: true })).toEqual(rows)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('gives curl commands that work in a shell', async () => {
  const hasCurl = await promisify(execFile)('curl', ['--version']).then(
    () => true,
    () => false,
  )
  test.skip(!hasCurl, 'curl is not installed')
  await openCollection(page, 'Weighbridge network', 'weighings')
  await typeFilter(page, '{ "ticket": "W-100007" }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('1 match', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Copy as curl' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  const command = await clipboardText()
  const granted = await fetch(cloud.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    }),
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  const { stdout } = await promisify(execFile)('sh', ['-c', `${command} --silent`], {
    env: { PATH: process.env['PATH'], WEIGHTRON_TOKEN: token, WEIGHTRON_API_KEY: client.apiKey },
  })
  const { data } = JSON.parse(stdout) as { data: { ticket: string }[] }
  expect(data.map(document => document.ticket)).toEqual(['W-100007'])
})
