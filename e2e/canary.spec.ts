import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { expect, type Page, test } from 'playwright/test'
import type { DemoClient } from '../demo-cloud/description.ts'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { basicPairs, type Canary, evidenceOfHeap, type Find, findCanaries } from './support/canary.ts'
import { demoApi, type Named } from './support/demo-api.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import {
  type Explorer,
  fillConnection,
  launchExplorer,
  openConnection,
  sidebarConnection,
} from './support/explorer.ts'
import { handEverythingOver } from './support/hand-over.ts'
import { answersOfImport, answersOfReadCalls } from './support/read-calls.ts'
import { type Relay, startRelay } from './support/relay.ts'
import { closeTabs, openCollection, typeFilter } from './support/screens.ts'
import { type Watch, watch } from './support/watch.ts'

/** Connections of the test: a demo client, one of its applications, how it authenticates. */
const used = [
  { client: 'works', application: 'Weighbridge network', clientAuthentication: 'body' },
  { client: 'works with awkward characters', application: 'Waage Nord', clientAuthentication: 'basic' },
] as const

interface Stage {
  readonly cloud: RunningDemoCloud
  /** Between the app and the token server: knows every token that the app was given. */
  readonly tokenServer: Relay
  readonly keyring: Keyring
  readonly userData: string
  readonly exports: string
}

test('no secret leaves the main process, while it is typed, used or after a restart', async () => {
  test.setTimeout(300_000)
  const tokens: Canary[] = []
  const stage = await openStage(body => tokens.push(...tokensIn(body)))
  const { cloud, keyring, userData, exports } = stage
  const start = (): Promise<Explorer> => launchExplorer({ userData, keyring: 'none', env: keyring.env })
  try {
    const secrets = await secretsOf(cloud)

    await test.step('the secrets are typed, pasted and used', async () => {
      const explorer = await start()
      const seen = await watch(explorer)
      try {
        await pasteToFill(explorer, seen, cloud.client('works'))
        for (const { client, clientAuthentication } of used) {
          await addWithTest(explorer.page, seen, stage, cloud.client(client), clientAuthentication)
        }
        await addWithTest(explorer.page, seen, stage, cloud.client('wrong secret'), 'body')
        await previewImport(explorer, seen, cloud)
        await closeTabs(explorer.page)
        for (const { client, application } of used) {
          tokens.push(await goThroughEveryScreen(explorer, seen, stage, client, application))
        }
        await readEverything(explorer.page, seen, cloud)
        for (const { client } of used) {
          const connectionId = await connectionNamed(explorer.page, client)
          const answers = await handEverythingOver(explorer, connectionId, exports, cloud.client(client))
          seen.add({ place: `answers of handing over ${client}`, content: answers })
        }
        const found = findCanaries(await seen.evidence([userData, exports]), [...secrets, ...tokens])
        expect(found).toEqual([])
      } finally {
        await explorer.close()
      }
    })

    await test.step('the app is started anew and nothing is typed', async () => {
      const explorer = await start()
      const seen = await watch(explorer)
      try {
        const [, { client, application }] = used
        tokens.push(await goThroughEveryScreen(explorer, seen, stage, client, application))
        await readEverything(explorer.page, seen, cloud)
        seen.add(await evidenceOfHeap(explorer.page))
        const found = findCanaries(await seen.evidence([userData, exports]), [...secrets, ...tokens])
        expect(found).toEqual([])
      } finally {
        await explorer.close()
      }
    })

    expect(tokens.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['access token', 'refresh token', 'copied token']),
    )
    const granted = new Set(tokens.filter(({ name }) => name === 'access token').map(({ value }) => value))
    for (const { value } of tokens.filter(({ name }) => name === 'copied token')) {
      expect(granted.has(value)).toBe(true)
    }
  } finally {
    await closeStage(stage)
  }
})

test('a secret that is leaked on purpose is found in each place', async () => {
  const leak = 'leaked on purpose: "7f3a91c5e2"'
  const userData = await mkdtemp(join(tmpdir(), 'explorer-leak-'))
  const explorer = await launchExplorer({ userData, keyring: 'none' })
  const { app, page } = explorer
  try {
    const seen = await watch(explorer)
    await writeFile(join(userData, 'note.json'), JSON.stringify({ note: leak }))
    await writeFile(join(userData, 'sixteen.bin'), Buffer.from(leak, 'utf16le'))
    await page.evaluate(text => {
      document.body.dataset['note'] = text
      localStorage.setItem('note', text)
      sessionStorage.setItem('note', btoa(text))
      Object.assign(globalThis, { note: `${text} in memory` })
      console.info(encodeURIComponent(text))
    }, leak)
    await app.evaluate(({ BrowserWindow, clipboard }, text) => {
      process.stderr.write(`${text}\n`)
      BrowserWindow.getAllWindows()[0]?.webContents.send('activity', { inFlight: 0, note: text })
      return clipboard.writeText(`curl --user ${text}`)
    }, leak)
    await expect
      .poll(async () => (await seen.evidence([])).find(({ place }) => place === 'events')?.content)
      .toContain('note')
    await seen.clipboard('a leak')
    await seen.page('after a leak')
    seen.add(await evidenceOfHeap(page))
    await expect
      .poll(async () =>
        placesOf(findCanaries(await seen.evidence([userData]), [{ name: 'it', value: leak }])),
      )
      .toEqual(
        expect.arrayContaining([
          'DOM, after a leak',
          'localStorage, after a leak',
          'sessionStorage, after a leak',
          'clipboard after a leak',
          'console of the page',
          'events',
          'file note.json',
          'file sixteen.bin',
          'memory of the page',
          'output of the process',
        ]),
      )
  } finally {
    await explorer.close()
    await rm(userData, { recursive: true, force: true })
  }
})

function placesOf(finds: readonly Find[]): readonly string[] {
  return [...new Set(finds.map(({ place }) => place))]
}

async function openStage(onTokenAnswer: (body: string) => void): Promise<Stage> {
  const cloud = await startDemoCloud({ documents: 500 })
  return {
    cloud,
    tokenServer: await startRelay(cloud.tokenUrl, { onAnswer: ({ body }) => onTokenAnswer(body) }),
    keyring: await startKeyring(),
    userData: await mkdtemp(join(tmpdir(), 'explorer-canary-')),
    exports: await mkdtemp(join(tmpdir(), 'explorer-exports-')),
  }
}

async function closeStage({ cloud, tokenServer, keyring, userData, exports }: Stage): Promise<void> {
  await tokenServer.close()
  await cloud.close()
  await keyring.stop()
  await rm(userData, { recursive: true, force: true })
  await rm(exports, { recursive: true, force: true })
}

/** The access and refresh tokens of an answer of the token server. */
function tokensIn(body: string): readonly Canary[] {
  if (body === '') return []
  const answer = JSON.parse(body) as { readonly access_token?: string; readonly refresh_token?: string }
  return [
    ...(answer.access_token === undefined ? [] : [{ name: 'access token', value: answer.access_token }]),
    ...(answer.refresh_token === undefined ? [] : [{ name: 'refresh token', value: answer.refresh_token }]),
  ]
}

/** What is known before the app starts: what is typed, and the parameters that applications hold. */
async function secretsOf(cloud: RunningDemoCloud): Promise<readonly Canary[]> {
  const works = cloud.client('works')
  const api = demoApi(cloud, works)
  const [application] = (await api.get('/access')) as readonly Named[]
  const { parameters } = (await api.get(`/${application?._id}`)) as {
    parameters: { smsGatewayToken: string; erp: { password: string } }
  }
  const typed = ['works', 'works with awkward characters', 'wrong secret'].flatMap(name => {
    const { clientId, clientSecret, apiKey } = cloud.client(name)
    return [
      { name: `client secret of "${name}"`, value: clientSecret },
      { name: `API key of "${name}"`, value: apiKey },
      ...basicPairs(`client secret of "${name}"`, clientId, clientSecret),
    ]
  })
  return [
    ...typed,
    { name: 'parameter of an application', value: parameters.smsGatewayToken },
    { name: 'nested parameter of an application', value: parameters.erp.password },
  ]
}

async function pasteToFill({ app, page }: Explorer, seen: Watch, client: DemoClient): Promise<void> {
  await app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `CLIENT_ID=${client.clientId}\nCLIENT_SECRET=${client.clientSecret}\nAPI_KEY=${client.apiKey}\n`,
  )
  await page.getByRole('button', { name: 'New connection' }).first().click()
  const editor = page.getByRole('form', { name: 'Connection' })
  await editor.getByRole('button', { name: 'Paste to fill' }).click()
  await expect(editor.getByRole('textbox', { name: 'Client ID' })).toHaveValue(client.clientId)
  await seen.page('pasted')
  await app.evaluate(({ clipboard }) => clipboard.clear())
  await page.keyboard.press('ControlOrMeta+W')
  await page.getByRole('dialog').getByRole('button', { name: 'Close without saving' }).click()
}

/** Reads a list of customers with their secrets, from a file that is not looked at: it is the person's own. */
async function previewImport({ app, page }: Explorer, seen: Watch, cloud: RunningDemoCloud): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'explorer-list-'))
  const file = join(folder, 'customers.csv')
  const { clientId, clientSecret, apiKey } = cloud.client('works')
  const head = 'name,client_id,client_secret,api_key,token_url,api_base_url'
  const row = ['works', clientId, clientSecret, apiKey, cloud.tokenUrl, cloud.apiBaseUrl].join(',')
  try {
    await writeFile(file, `${head}\n${row}\n`)
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, file)
    seen.add({ place: 'answers of an import', content: await answersOfImport(page) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Types a connection, tests it, saves it; the page is looked at in between. */
async function addWithTest(
  page: Page,
  seen: Watch,
  { cloud, tokenServer }: Stage,
  client: DemoClient,
  clientAuthentication: 'body' | 'basic',
): Promise<void> {
  await fillConnection(page, {
    ...client,
    tokenUrl: tokenServer.through(cloud.tokenUrl),
    apiBaseUrl: cloud.apiBaseUrl,
    scope: 'openid offline_access',
    clientAuthentication,
  })
  const editor = page.getByRole('form', { name: 'Connection' })
  await editor.getByRole('button', { name: 'Test connection' }).click()
  await expect(editor.getByRole('region', { name: 'Message to send' })).toBeVisible()
  await lookAtExchanges(page, seen, `test of ${client.name}`)
  await editor.getByRole('button', { name: 'Save', exact: true }).click()
  await sidebarConnection(page, client.name).waitFor()
  await seen.page(`${client.name} saved`)
}

/** Both sides of the exchange of every step. */
async function lookAtExchanges(page: Page, seen: Watch, when: string): Promise<void> {
  const steps = page.getByRole('button', { name: /^Exchange of / })
  for (const step of await steps.all()) {
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click()
    const exchange = page.getByRole('region', { name: /^Exchange: / })
    for (const side of ['Request', 'Response']) {
      await exchange
        .getByRole('radiogroup', { name: 'Side of the exchange' })
        .getByText(side, { exact: true })
        .click()
      await seen.page(`${side} in ${when}`)
      await seen.copied(exchange.getByRole('button', { name: 'Copy exchange' }), `Copy exchange of a ${side}`)
    }
  }
}

/** Goes through everything that can be done with a saved connection. Gives the token that was copied. */
async function goThroughEveryScreen(
  explorer: Explorer,
  seen: Watch,
  { exports }: Stage,
  name: string,
  application: string,
): Promise<Canary> {
  const { app, page } = explorer
  await openConnection(page, name, 'Open')
  await page.getByRole('list', { name: 'Applications' }).waitFor()
  await copyAsCurl(page, seen, 'applications')
  await page.getByRole('button', { name: `Details of ${application}` }).click()
  const details = page.getByRole('complementary', { name: 'Application' })
  await expect(details.getByRole('button', { name: 'Reveal smsGatewayToken' })).toBeVisible()
  await seen.page(`details of ${application}`)
  await details.getByRole('tab', { name: 'JSON' }).click()
  await seen.copied(details.getByRole('button', { name: 'Copy JSON' }), 'Copy JSON of an application')
  await seen.page(`JSON of ${application}`)
  await details.getByRole('button', { name: 'Close' }).click()

  const grid = await openCollection(page, application, 'weighings')
  await typeFilter(page, '{ "direction": "out" }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/^[\d,]+ match$/)).toBeVisible()
  await page.getByRole('button', { name: 'Query history' }).click()
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await seen.page('documents and query history')
  await page.keyboard.press('Escape')
  await copyAsCurl(page, seen, 'documents')
  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    },
    join(exports, `${name}.csv`),
  )
  for (const [entry, done] of [
    ['Export CSV', 'rows are in'],
    ['Copy CSV', 'rows are on the clipboard'],
  ] as const) {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: entry }).click()
    await expect(page.getByText(done).last()).toBeVisible()
  }
  await seen.clipboard('Copy CSV')
  await grid.getByRole('gridcell').first().click()
  const drawer = page.getByRole('complementary', { name: 'Document' })
  await drawer.getByRole('tab', { name: 'JSON' }).click()
  await seen.copied(drawer.getByRole('button', { name: 'Copy JSON' }), 'Copy JSON of a document')
  await seen.page('one document')
  await drawer.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('tab', { name: 'JSON' }).click()
  await page.getByRole('article', { name: 'Document 1', exact: true }).waitFor()
  await seen.page('documents as JSON')
  await takeDatasetAlong(explorer, seen, join(exports, `${name} dataset`))

  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('textbox', { name: 'Command palette' }).fill('Token')
  await seen.page('palette')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await page.getByRole('button', { name: 'Copy token' }).click()
  await expect(page.getByText(/^Copied\. The clipboard is cleared/)).toBeVisible()
  const token = await app.evaluate(({ clipboard }) => clipboard.readText())
  await seen.page('token panel')

  await openConnection(page, name, 'Check access')
  await seen.copied(page.getByRole('button', { name: 'Copy message' }), 'Copy message')
  await lookAtExchanges(page, seen, `check of ${name}`)

  await openConnection(page, name, 'Edit')
  await expect(
    page.getByRole('form', { name: 'Connection' }).getByText('Stored in the keychain'),
  ).toHaveCount(2)
  await seen.page(`editor of ${name}`)
  await page.getByRole('button', { name: 'Settings' }).click()
  await seen.copied(page.getByRole('button', { name: 'Copy diagnostics' }), 'Copy diagnostics')
  await seen.page('settings')
  await closeTabs(page)
  return { name: 'copied token', value: token }
}

/** Loads what the query selects, and writes it, its types and a chart of it to files. */
async function takeDatasetAlong({ app, page }: Explorer, seen: Watch, file: string): Promise<void> {
  const saveAs = async (ending: string): Promise<string> => {
    const path = `${file}.${ending}`
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    return path
  }
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Load all documents' }).click()
  await expect(page.getByText(/^All [\d,]+ loaded$/)).toBeVisible({ timeout: 60_000 })
  const workbook = await saveAs('xlsx')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export weighings' })
  await dialog.getByText('XLSX', { exact: true }).click()
  await seen.page('what to export')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText(`documents are in ${workbook}`)).toBeVisible()
  // A workbook is packed, so what is in it is looked at here.
  const { sheets } = await readXlsx(await readFile(workbook))
  seen.add({ place: 'a workbook', content: JSON.stringify(sheets.map(({ rows }) => rows)) })

  await page.getByRole('tab', { name: 'Schema', exact: true }).click()
  await page.getByRole('button', { name: 'Types' }).click()
  const types = page.getByRole('dialog', { name: 'Types of weighings' })
  await types.getByRole('region', { name: 'Types in TypeScript' }).waitFor()
  await seen.page('types')
  await saveAs('ts')
  await types.getByRole('button', { name: 'Save as file…' }).click()
  await expect(page.getByText('The types are in').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(types).toBeHidden()

  await page.getByRole('tab', { name: 'Charts', exact: true }).click()
  const charts = page.getByRole('region', { name: 'Charts' })
  await charts.getByRole('img').locator('canvas').first().waitFor()
  await seen.page('charts')
  for (const kind of ['PNG', 'SVG']) {
    const path = await saveAs(kind.toLowerCase())
    await charts.getByRole('button', { name: `Save as ${kind}` }).click()
    await expect(page.getByText(`The chart is in ${path}`)).toBeVisible()
  }
}

async function copyAsCurl(page: Page, seen: Watch, what: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Copy as curl' })
  expect(await seen.copied(button, `Copy as curl of ${what}`)).toContain('$WEIGHTRON_TOKEN')
}

/** Asks, from the page, everything that can be asked of main, about the first collection of each connection. */
async function readEverything(page: Page, seen: Watch, cloud: RunningDemoCloud): Promise<void> {
  for (const { client: name, application } of used) {
    const client = cloud.client(name)
    const api = demoApi(cloud, client)
    const applicationId = idOf(await api.get('/access'), application)
    const collectionId = idOf(await api.get(`/${applicationId}/collections`), 'weighings')
    const connectionId = await connectionNamed(page, name)
    const answers = await answersOfReadCalls(page, { connectionId, applicationId, collectionId })
    for (const [call, content] of Object.entries(answers)) {
      if (!['checks.latest', 'api.curl'].includes(call)) expect(content, call).toContain('"ok":true')
      seen.add({ place: `answer of ${call}`, content })
    }
  }
}

function idOf(list: unknown, name: string): string {
  return (list as readonly Named[]).find(entry => entry.name === name)?._id ?? ''
}

/** The ID of a saved connection. */
async function connectionNamed(page: Page, name: string): Promise<string> {
  return page.evaluate(async wanted => {
    const { explorer } = globalThis as unknown as {
      explorer: {
        connections: {
          list(input: object): Promise<{ value: { connections: { id: string; name: string }[] } }>
        }
      }
    }
    const { value } = await explorer.connections.list({})
    return value.connections.find(connection => connection.name === wanted)?.id ?? ''
  }, name)
}
