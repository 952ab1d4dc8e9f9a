import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from 'playwright/test'
import { addConnection, type Explorer, launchExplorer } from './support/explorer.ts'

test.describe.configure({ mode: 'default' })

const applicationId = 'aaaaaaaaaaaaaaaaaaaaaaaa'
/** A collection for each test, so that none sees what another one left. */
const collections = Array.from({ length: 20 }, (_, index) => `collection ${index}.`)
let opened = 0

/** What the API answers where documents are asked for. */
type Misbehaviour = (response: ServerResponse) => void

const json = { 'content-type': 'application/json' }
const send = (body: string | Buffer): Misbehaviour => {
  return response => void response.writeHead(200, json).end(body)
}
const script =
  '<script>document.title = "markup ran"</script><img src=x onerror="document.title=\'markup ran\'">'

let misbehave: Misbehaviour = send('{"data":[]}')
let explorer: Explorer
let page: Page
let stop: () => void

/** A server for tokens and for an API with collections whose documents come as the test wants them. */
async function startHostileCloud(): Promise<{ readonly origin: string; readonly stop: () => void }> {
  const answerTo = (path: string): unknown => {
    if (path === '/token')
      return { access_token: 'a-token-of-the-test', token_type: 'Bearer', expires_in: 300 }
    if (path === '/access') return { data: [{ _id: applicationId, name: `${script} yard` }] }
    return { data: collections.map((name, index) => ({ _id: `c${index}`, name, description: script })) }
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path.includes('/documents')) misbehave(response)
    else response.writeHead(200, json).end(JSON.stringify(answerTo(path)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test.beforeAll(async () => {
  const cloud = await startHostileCloud()
  stop = cloud.stop
  explorer = await launchExplorer()
  page = explorer.page
  await addConnection(page, {
    name: 'hostile',
    tokenUrl: `${cloud.origin}/token`,
    apiBaseUrl: cloud.origin,
    clientId: 'somebody',
    clientSecret: 'a secret of nobody',
    apiKey: 'a key of nobody',
  })
  await page.getByRole('button', { name: `${script} yard`, exact: true }).click()
  await page.getByRole('table', { name: 'Collections' }).waitFor()
})
test.afterAll(async () => {
  await explorer?.close()
  stop?.()
})
test.afterEach(async () => {
  // The window can still be used: the way back and the palette work.
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Path' }).getByRole('button').last().click()
  await expect(page.getByRole('table', { name: 'Collections' })).toBeVisible()
  expect(await page.title()).not.toContain('markup ran')
})

/** Opens a collection whose documents come as given. */
async function openDocuments(answer: Misbehaviour): Promise<void> {
  misbehave = answer
  const name = collections[opened++] ?? ''
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(name)
}

const failure = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text })

test('names and descriptions with markup are text', async () => {
  await openDocuments(send(JSON.stringify({ data: [{ _id: 'c'.repeat(24), name: script, [script]: 1 }] })))
  await expect(page.getByRole('grid').getByRole('gridcell', { name: script, exact: true })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: script, exact: true })).toBeVisible()
})

test('a web page in place of data is called one', async () => {
  await openDocuments(response =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Sign in</title><p>Hello'),
  )
  await expect(failure(/web page .*Sign in/)).toBeVisible()
})

test('a line of five megabytes is shown in part', async () => {
  await openDocuments(
    send(JSON.stringify({ data: [{ _id: 'd'.repeat(24), text: 'weigh '.repeat(900_000) }] })),
  )
  await expect(page.getByRole('gridcell', { name: /^weigh weigh/ })).toBeVisible()
  await page.getByRole('gridcell', { name: /^weigh weigh/ }).click()
  await expect(page.getByRole('complementary', { name: 'Document' })).toContainText('5,400,000 characters')
  await page.keyboard.press('Escape')
})

test('nesting of 10,000 levels is shown or refused in words', async () => {
  await openDocuments(send(`{"data":[{"_id":"deep","down":${'['.repeat(10_000)}${']'.repeat(10_000)}}]}`))
  const shown = page.getByRole('grid').getByRole('gridcell', { name: 'deep', exact: true })
  await expect(shown.or(failure(/deep|nested/i)).first()).toBeVisible()
})

test('an answer that ends too soon is called cut off', async () => {
  await openDocuments(response => {
    response.writeHead(200, { ...json, 'content-length': '5000' })
    response.write('{"data":[{"_id":"1"')
    setTimeout(() => response.destroy(), 50)
  })
  await expect(failure(/\w/).first()).toBeVisible()
})

test('half a JSON text is refused with the place where it breaks', async () => {
  await openDocuments(send('{"data":[{"_id":"1"'))
  await expect(failure(/line 1, column/)).toBeVisible()
})

test('bytes that are no text are refused', async () => {
  await openDocuments(send(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x00, 0x22, 0x7d])))
  await expect(failure(/UTF-8/)).toBeVisible()
})

test('a NUL character in a value is shown as part of it', async () => {
  await openDocuments(send('{"data":[{"_id":"nul","text":"before\\u0000after"}]}'))
  await expect(page.getByRole('grid').getByRole('gridcell', { name: /before.*after/ })).toBeVisible()
})

test('__proto__ and constructor are keys like others', async () => {
  await openDocuments(
    send('{"data":[{"_id":"p","__proto__":{"polluted":"yes"},"constructor":"mine"}],"__proto__":1}'),
  )
  await expect(page.getByRole('columnheader', { name: '__proto__.polluted', exact: true })).toBeVisible()
  await expect(page.getByRole('gridcell', { name: 'mine', exact: true })).toBeVisible()
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})

test('data that is no list is shown as it came', async () => {
  await openDocuments(send('{"data":"closed for the weekend"}'))
  await expect(page.getByText('closed for the weekend')).toBeVisible()
})

test('an answer without an end is stopped', async () => {
  await openDocuments(response => {
    response.writeHead(200, json)
    response.write('{"data":[')
    const chunk = `${'{"_id":"1","text":"more and more"},'.repeat(30_000)}`
    const more = (): void => {
      if (response.destroyed) return
      while (response.write(chunk)) if (response.destroyed) return
      response.once('drain', more)
    }
    more()
  })
  await expect(failure(/MB|large|long|limit/i)).toBeVisible({ timeout: 30_000 })
})
