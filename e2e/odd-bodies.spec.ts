import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { type LongTasks, watchLongTasks } from './support/long-tasks.ts'
import { needle, type OddBodies, serveOddBodies, textBytes } from './support/odd-bodies.ts'
import { addDemoClient } from './support/screens.ts'

test.describe.configure({ mode: 'default' })
// A trace takes pictures of the page while it is used, which would be measured too.
test.use({ trace: 'off' })

let cloud: RunningDemoCloud
let server: OddBodies
let explorer: Explorer
let page: Page
let tasks: LongTasks
let folder: string
let longestSoFar = 0

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explorer-bodies-'))
  ;[cloud, server] = await Promise.all([startDemoCloud({ documents: 100 }), serveOddBodies()])
  explorer = await launchExplorer({ userData: join(folder, 'data') })
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await page.getByRole('list', { name: 'Applications' }).waitFor()
  await page.keyboard.press('ControlOrMeta+Shift+N')
  tasks = await watchLongTasks(page)
})
test.afterAll(async () => {
  await explorer?.close()
  await server?.close()
  await cloud?.close()
  await rm(folder, { recursive: true, force: true })
})

const response = (): Locator => page.getByRole('region', { name: 'Response', exact: true })
const body = (): Locator => response().getByRole('region', { name: 'Body of the answer' })
const search = (): Locator => response().getByRole('search')
const view = (name: string): Promise<void> => response().getByText(name, { exact: true }).click()

/** Sends for a body, waits until lines of it are on screen, and notes how long after its last byte that was. */
async function open(path: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Path', exact: true }).fill(`${server.origin}${path}`)
  const shown = page.evaluate(
    () =>
      new Promise<number>(resolve => {
        const before = document.querySelector('[aria-label="Body of the answer"]')
        const look = (): void => {
          const region = document.querySelector('[aria-label="Body of the answer"]')
          if (region !== null && region !== before && (region.textContent ?? '').length > 1)
            resolve(Date.now())
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(response().getByRole('status').first()).toHaveText('200 OK', { timeout: 60_000 })
  const after = (await shown) - server.sentAt()
  note(`${path}: first lines after the last byte`, after)
}

/** Looks for what keeps people out; its own work is not the window's. */
async function expectAccessible(): Promise<void> {
  const before = await tasks.longest()
  expect(await seriousViolations(page)).toEqual([])
  await tasks.longest()
  longestSoFar = Math.max(longestSoFar, before)
}

/** Figures are told, not judged: how fast they are depends on what else the machine does. */
function note(what: string, ms: number): void {
  test.info().annotations.push({ type: what, description: `${Math.round(ms)} ms` })
}

test.afterEach(async () => {
  // The window answers: a tab of the response opens and closes.
  await response()
    .getByRole('tab', { name: /^Headers/ })
    .click()
  await expect(response()).toContainText(/content-type|connection/)
  await response().getByRole('tab', { name: 'Response' }).click()
  note('longest task of the window', Math.max(longestSoFar, await tasks.longest()))
  longestSoFar = 0
})

test('a single line of 5 MB opens, and any part of it can be read', async () => {
  await open('/single-line')
  await expect(body()).toContainText('"data": [')
  await view('Raw')
  await body()
    .getByRole('button', { name: /open line 1$/ })
    .click()
  const reader = page.getByRole('dialog', { name: /^Line 1, 5\.\d MB$/ })
  await expect(reader.getByRole('region', { name: 'Part of the line' })).toContainText('{"data":["value')
  await reader.getByRole('slider', { name: 'Place in the line' }).press('End')
  await expect(reader.getByRole('region', { name: 'Part of the line' })).toContainText(
    'the end of the line"]}',
  )
  await expect(reader.getByRole('button', { name: 'Next part' })).toBeDisabled()
  await reader.getByRole('button', { name: 'Previous part' }).click()
  await expect(reader.getByRole('region', { name: 'Part of the line' })).not.toContainText('the end of')
  await expectAccessible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type('the end of the')
  await expect(search().getByRole('status')).toHaveText('1 of 1')
  await expect(body().locator('mark')).toHaveText('the end of the')
  await page.keyboard.press('Escape')
  await expect(body()).toBeFocused()
})

test('a text of 100 MB opens, is searched and is saved', async () => {
  await open('/text')
  await expect(response()).toContainText(/1,7\d\d,\d\d\d lines/)
  await expect(body()).toContainText('Ostrander Freight')
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type(needle.toUpperCase())
  await expect(search().getByRole('status')).toHaveText('1 of 1')
  await expect(body().locator('mark')).toHaveText(needle)
  await search().getByRole('button', { name: 'Match case' }).click()
  await expect(search().getByRole('status')).toHaveText('Nothing found')
  await search().getByRole('textbox').fill('Freight')
  await expect(search().getByRole('status')).toContainText(/^1 of 1,7\d\d,\d\d\d, the first 1,000/)
  await search().getByRole('textbox').press('Enter')
  await search().getByRole('textbox').press('Enter')
  await search().getByRole('textbox').press('Shift+Enter')
  await expect(search().getByRole('status')).toContainText(/^2 of/)
  await search().getByRole('button', { name: 'Regular expression' }).click()
  await search().getByRole('textbox').fill('night(')
  await expect(search().getByRole('status')).toHaveText('Not a regular expression: Unterminated group.')
  await search().getByRole('textbox').fill('^The .* night$')
  await expect(search().getByRole('status')).toHaveText('1 of 1')
  await expectAccessible()
  await search().getByRole('textbox').press('Escape')

  const file = join(folder, 'saved.txt')
  await explorer.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await response().getByRole('button', { name: 'Save body' }).click()
  await expect(page.getByText(`The body is in ${file}`)).toBeVisible({ timeout: 30_000 })
  expect((await stat(file)).size).toBe(textBytes)
})

test('JSON of three million lines shows its first lines at once and its last ones when they are made', async () => {
  await open('/three-million-lines')
  await expect(body()).toContainText('1[')
  await expect(response()).toContainText('3,000,002 lines', { timeout: 60_000 })
  await page.keyboard.press('ControlOrMeta+F')
  await page.keyboard.type('2999998')
  await expect(search().getByRole('status')).toHaveText('1 of 1', { timeout: 30_000 })
  await expect(body()).toContainText('30000002999998,'.slice(0, 7))
  await expect(body().locator('mark')).toHaveText('2999998')
  await page.keyboard.press('Escape')

  await response().getByRole('button', { name: 'JSONPath filter' }).click()
  const filter = response().getByRole('textbox', { name: 'JSONPath filter' })
  await filter.fill('$[?@ > 2999995]')
  await expect(response().getByText('4 values')).toBeVisible({ timeout: 30_000 })
  await expect(body()).toContainText('2999996')
  await filter.fill('$[')
  await expect(response().getByText(/^At character 3/)).toBeVisible()
  await filter.press('Escape')
  await expect(response()).toContainText('3,000,002 lines')
})

test('nesting of 10,000 levels is shown, and a filter says that it is too deep', async () => {
  await open('/deep')
  await expect(response()).toContainText('19,999 lines')
  await response().getByRole('button', { name: 'JSONPath filter' }).click()
  await response().getByRole('textbox', { name: 'JSONPath filter' }).fill('$..*')
  await expect(response().getByText(/nested too deep/)).toBeVisible()
  await response().getByRole('button', { name: 'End the filter' }).click()
})

test('JSON that ends in the middle is shown as far as it is good, with the place', async () => {
  await open('/cut-short')
  await expect(
    response().getByText(/^Not valid JSON from line 1,002, column 18 \(byte [\d,]+\) of Raw/),
  ).toBeVisible()
  await expect(response()).toContainText('The text ends inside a string')
  await expect(body()).toContainText('"ticket": "W-104482"')
})

test('an answer that breaks off is not lost, and the window says what is missing', async () => {
  await open('/broken-off')
  await expect(response().getByRole('alert')).toContainText('Only a part of the body came.')
  await expect(body()).toContainText('"ticket": "W-104482"')
  await view('Raw')
  await expect(response()).toContainText('20,001 lines')
})

test('a body of NUL bytes is shown as bytes and as nothing else', async () => {
  await open('/nul')
  await expect(response().getByText(/^Every byte of the body is NUL \(zero\)/)).toBeVisible()
  await expect(body()).toContainText('00 00 00 00')
  await view('Raw')
  await expect(body()).toContainText('␀␀␀')
  await expect(body()).toContainText('cut, 2.0 MB in all')
  await view('Preview')
  await expect(response().getByText('There is no preview of it here.')).toBeVisible()
})

test('bodies on disk go with their tab', async () => {
  await open('/text')
  const files = (): Promise<readonly string[]> => readdir(join(folder, 'data', 'responses'))
  await expect.poll(async () => (await files()).length).toBe(1)
  await page.keyboard.press('ControlOrMeta+W')
  await expect.poll(files).toEqual([])
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await open('/cut-short')
})

test('bodies that a crash left on disk are gone after the next start', async () => {
  await open('/text')
  const files = (): Promise<readonly string[]> => readdir(join(folder, 'data', 'responses'))
  await expect.poll(async () => (await files()).length).toBe(1)
  const { app, close } = explorer
  const ended = new Promise(resolve => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await ended
  await close()
  expect(await files()).toHaveLength(1)

  explorer = await launchExplorer({ userData: join(folder, 'data') })
  page = explorer.page
  await expect.poll(files).toEqual([])
  tasks = await watchLongTasks(page)
  await page.getByRole('tab', { name: /GET text/ }).click()
  await open('/cut-short')
})
