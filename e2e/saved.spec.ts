import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { collectionByHand, environmentByHand } from '../src/main/postman/testing/by-hand.ts'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

test.describe.configure({ mode: 'default' })

let cloud: RunningDemoCloud
let explorer: Explorer
let page: Page
let userData: string
let exports: string

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
  userData = await mkdtemp(join(tmpdir(), 'explorer-saved-'))
  exports = await mkdtemp(join(tmpdir(), 'explorer-postman-'))
  explorer = await launchExplorer({ userData })
  page = explorer.page
  await addDemoClient(page, cloud, cloud.client('works'))
  await page.getByRole('list', { name: 'Applications' }).waitFor()
})
test.afterAll(async () => {
  await explorer?.close()
  await cloud?.close()
  for (const folder of [userData, exports]) await rm(folder, { recursive: true, force: true })
})

const tree = () => page.getByRole('list', { name: 'Saved requests' })
const saved = (name: string) => tree().getByRole('button', { name, exact: false }).first()
const path = () => page.getByRole('textbox', { name: 'Path', exact: true })

async function choose(menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

test('a request is saved in a folder, changed, found, renamed, deleted and brought back', async () => {
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await path().fill('/access?l=1')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Heavy loads')
  await dialog.getByLabel('Folder').fill('Yard reports')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Heavy loads' })).toBeVisible()
  await expect(saved('Heavy loads')).toHaveAttribute('aria-current', 'page')

  await path().fill('/access')
  await expect(page.getByText('edited', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('edited', { exact: true })).toBeHidden()
  const file = join(userData, 'requests', 'Yard reports', 'heavy-loads.request.json')
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
    method: 'GET',
    name: 'Heavy loads',
    path: '/access',
    version: 1,
  })

  await page.getByRole('textbox', { name: 'Search saved requests' }).fill('loads get')
  await expect(saved('Heavy loads')).toBeVisible()
  await page.getByRole('textbox', { name: 'Search saved requests' }).fill('')
  await choose('Actions for Heavy loads', 'Rename')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Loads')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await choose('Actions for Loads', 'Duplicate')
  await choose('Actions for Loads (copy)', 'Delete')
  await expect(saved('Loads (copy)')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(saved('Loads (copy)')).toBeVisible()
})

test('what git changes is seen on coming back, and a damaged file hides nothing', async () => {
  const folder = join(userData, 'requests', 'Yard reports')
  await writeFile(
    join(folder, 'from-git.request.json'),
    '{ "version": 1, "name": "From git", "path": "/access" }',
  )
  await writeFile(join(folder, 'broken.request.json'), '<<<<<<< HEAD')
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await expect(saved('From git')).toBeVisible()
  await expect(page.getByText('1 file cannot be read')).toBeVisible()
  await rm(join(folder, 'broken.request.json'))

  await saved('From git').click()
  await expect(page.getByRole('heading', { name: 'From git' })).toBeVisible()
  await path().fill('/access?l=8')
  const theirs = '{ "version": 1, "name": "From git", "path": "/theirs" }'
  await writeFile(join(folder, 'from-git.request.json'), theirs)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const clash = page.getByRole('dialog', { name: 'From git was changed elsewhere' })
  await clash.getByRole('button', { name: 'Keep both' }).click()
  await expect(page.getByRole('heading', { name: 'From git (mine)' })).toBeVisible()
  expect(await readFile(join(folder, 'from-git.request.json'), 'utf8')).toBe(theirs)

  await choose('Actions for From git (mine)', 'Move to another folder')
  const move = page.getByRole('dialog', { name: 'Move From git (mine)' })
  await move.getByLabel('Folder').fill('Moved')
  await move.getByRole('button', { name: 'Move' }).click()
  await expect(saved('Moved')).toHaveAttribute('aria-expanded', 'true')
  await path().fill('/access?l=9')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('edited', { exact: true })).toBeHidden()
  const moved = join(userData, 'requests', 'Moved', 'from-git-mine.request.json')
  expect(await readFile(moved, 'utf8')).toContain('/access?l=9')
})

test('a curl command that is pasted becomes the request, without its credentials', async () => {
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await path().focus()
  await page.evaluate(
    ([url]) => {
      const data = new DataTransfer()
      data.setData(
        'text/plain',
        `curl -X SEARCH '${url}/a/documents?l=2' -H 'x-api-key: t0psecret' --json '{"filter":{}}'`,
      )
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    },
    [cloud.apiBaseUrl],
  )
  await expect(path()).toHaveValue('/a/documents')
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('SEARCH')
  await expect(page.getByText(/curl command was taken in.*authorization was left out/)).toBeVisible()
})

test('a curl command comes in by a dialog, and the request goes out alone, by keys', async () => {
  await page.keyboard.press('ControlOrMeta+Shift+N')
  const menu = page.getByRole('button', { name: 'Import and export of this request' })
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Import curl' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Import curl' })
  const command = dialog.getByRole('textbox', { name: 'curl command' })
  await expect(command).toBeFocused()
  await page.keyboard.insertText('wget https://example.com')
  await dialog.getByRole('button', { name: 'Import' }).press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await command.fill(
    `curl -X PUT '${cloud.apiBaseUrl}/a/collections' -H 'Authorization: Bearer t0psecret' -H 'Cookie: c00kie' --json '{"n":12345678901234567890}'`,
  )
  await expect(dialog.getByRole('alert')).toBeHidden()
  await dialog.getByRole('button', { name: 'Import' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(path()).toHaveValue('/a/collections')

  const folder = await mkdtemp(join(tmpdir(), 'explorer-alone-'))
  const filePath = join(folder, 'alone.json')
  await explorer.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: to })
  }, filePath)
  await menu.press('Enter')
  await page.getByRole('menuitem', { name: 'Export as Postman collection' }).press('Enter')
  await expect(page.getByText(`The collection is in ${filePath}.`)).toBeVisible()
  const written = await readFile(filePath, 'utf8')
  await rm(folder, { recursive: true })
  const collection = JSON.parse(written)
  expect(collection.info).toMatchObject({
    name: 'PUT collections',
    schema: expect.stringContaining('v2.1.0'),
  })
  expect(collection.item).toEqual([
    expect.objectContaining({ name: 'PUT collections', request: expect.objectContaining({ method: 'PUT' }) }),
  ])
  expect(written).toContain('12345678901234567890')
  const { clientSecret, apiKey } = cloud.client('works')
  for (const secret of ['t0psecret', 'c00kie', clientSecret, apiKey]) expect(written).not.toContain(secret)
})

test('a collection and an environment come in from Postman, and the API goes out', async () => {
  const client = cloud.client('works')
  const files = [join(exports, 'c.json'), join(exports, 'e.json')] as const
  await writeFile(files[0], collectionByHand('an-application'))
  await writeFile(files[1], environmentByHand(cloud, client))
  await explorer.app.evaluate(
    ({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
    },
    [...files],
  )
  await choose('Import, export and folders', 'Import from Postman')
  const outcome = page.getByRole('dialog', { name: 'Imported from Postman' })
  await expect(outcome).toContainText('4 requests of Yard / reports')
  await expect(outcome).toContainText('1 script is not run')
  expect(await seriousViolations(page)).toEqual([])
  await outcome.getByRole('button', { name: 'Add as a connection' }).click()
  const form = page.getByRole('form', { name: 'Connection' })
  await expect(form.getByRole('textbox', { name: 'Client ID' })).toHaveValue(client.clientId)
  await expect(form).not.toContainText(client.clientSecret)

  await page.getByRole('button', { name: 'Show saved requests' }).click()
  await saved('Yard - reports').click()
  await saved('Start').click()
  await saved('Who am I').click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(
    page.getByRole('region', { name: 'Response', exact: true }).getByRole('status').first(),
  ).toHaveText('200 OK')

  const filePath = join(exports, 'api.json')
  await explorer.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)
  await choose('Import, export and folders', 'Export the API as Postman collection')
  // The notice of an earlier export may still be there.
  await expect(page.getByText(`The collection is in ${filePath}.`)).toBeVisible()
  const text = await readFile(filePath, 'utf8')
  expect(text).toContain('client_credentials')
  for (const secret of [client.clientSecret, client.apiKey, client.clientId])
    expect(text).not.toContain(secret)
  expect(await readdir(exports)).toHaveLength(3)
})
