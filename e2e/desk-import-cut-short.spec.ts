import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { seriousViolations } from './support/accessibility.ts'
import { answerOpenDialog } from './support/customer-list.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'

/** Rows of a list: more than are saved before the app is killed. */
const rows = 250

test.describe('an import that is cut short', () => {
  test.describe.configure({ timeout: 180_000 })
  let folder: string
  let list: string
  let keyring: Keyring
  let explorer: Explorer
  let page: Page

  const launch = async (): Promise<void> => {
    explorer = await launchExplorer({ userData: join(folder, 'data'), keyring: 'none', env: keyring.env })
    page = explorer.page
    await answerOpenDialog(explorer, list)
  }
  const openDesk = (): Promise<void> => page.keyboard.press('ControlOrMeta+D')
  const strip = () => page.getByRole('region', { name: 'Import that ended early' })
  const notes = (): Promise<string[]> => readdir(join(folder, 'data', 'desk', 'imports'))
  /** Waits until some rows are saved. */
  const someSaved = () =>
    expect
      .poll(async () => Number(/Saving (\d+)/.exec(await progress().innerText())?.[1] ?? -1), {
        intervals: [10],
        timeout: 60_000,
      })
      .toBeGreaterThan(20)
  const progress = () => page.getByRole('region', { name: 'Import', exact: true })
  const killInTheMiddle = async (): Promise<void> => {
    await someSaved()
    const dead = new Promise(resolve => explorer.app.process().once('exit', resolve))
    explorer.app.process().kill('SIGKILL')
    await dead
  }

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'explorer-import-'))
    list = join(folder, 'customers.csv')
    keyring = await startKeyring('unlocked')
    await launch()
  })
  test.afterEach(async () => {
    await explorer.close()
    await keyring.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('by a kill goes on at the next start, and saves every row once', async () => {
    // The column of the Client ID is known only when the person has said so.
    await writeFile(list, listOf(rows, 'Konto'))
    await openDesk()
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByLabel('Konto').selectOption('client_id')
    await page.getByRole('button', { name: `Import ${rows} connections` }).click()
    await killInTheMiddle()
    const [note = ''] = await notes()
    expect(await readFile(join(folder, 'data', 'desk', 'imports', note), 'utf8')).not.toContain('CANARY')

    await launch()
    const saved = (await clientsOf(page)).length
    expect(saved).toBeLessThan(rows)
    await openDesk()
    await expect(strip()).toHaveText(
      new RegExp(`^The import of customers.csv ended early: ${saved} of ${rows} rows are saved.`),
    )
    expect(await seriousViolations(page)).toEqual([])
    await strip().getByRole('button', { name: 'Go on' }).click()
    await expect(page.getByRole('heading', { name: `${rows - saved} new, ${saved} added` })).toBeVisible()
    await page.getByRole('button', { name: `Import ${rows - saved} connections` }).click()
    await expect(progress()).toContainText(`Saved ${rows - saved} of ${rows - saved}`, { timeout: 120_000 })
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('grid', { name: 'Connections' })).toBeVisible()
    await expect(strip()).toHaveCount(0)
    expect(await clientsOf(page)).toEqual(Array.from({ length: rows }, (_, index) => clientOf(index)))
    expect(await notes()).toEqual([])
  })

  test('by a kill is undone by keys, after a question, even when the file is gone', async () => {
    await writeFile(list, listOf(2))
    await openDesk()
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByRole('button', { name: 'Import 2 connections' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    await writeFile(list, listOf(rows))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('radio', { name: 'Update them, secrets included' }).check()
    await page.getByRole('button', { name: `Import ${rows} connections` }).click()
    await killInTheMiddle()
    await rm(list)

    await launch()
    const created = (await clientsOf(page)).length - 2
    await openDesk()
    await expect(strip()).toContainText(`${created + 2} of ${rows} rows are saved. The file is gone.`)
    await expect(strip().getByRole('button')).toHaveText(['Undo', 'Dismiss'])
    await strip().getByRole('button', { name: 'Undo' }).press('Enter')
    const question = page.getByRole('dialog', { name: 'Undo the import?' })
    await expect(question).toContainText(
      `The ${created} connections that the import of customers.csv created`,
    )
    await expect(question).toContainText('The 2 that it updated stay as they are now.')
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${created} connections were deleted.`)).toBeVisible()
    await expect(strip()).toHaveCount(0)
    expect(await clientsOf(page)).toEqual([clientOf(0), clientOf(1)])
    expect(await notes()).toEqual([])
  })

  test('by the person waits in the same way, until it is dismissed', async () => {
    await writeFile(list, listOf(rows))
    await openDesk()
    await page.getByRole('button', { name: 'Import' }).click()
    await page.getByRole('button', { name: `Import ${rows} connections` }).click()
    await someSaved()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    const saved = (await clientsOf(page)).length
    await expect(strip()).toContainText(`${saved} of ${rows} rows are saved.`)
    await strip().getByRole('button', { name: 'Dismiss' }).click()
    await expect(strip()).toHaveCount(0)
    expect(await clientsOf(page)).toHaveLength(saved)
    expect(await notes()).toEqual([])
  })
})

const clientOf = (index: number): string => `client-${String(index).padStart(4, '0')}`

/** A list whose column of the Client ID has this name. */
function listOf(count: number, clientColumn = 'Client ID'): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `Yard ${index};${clientOf(index)};CANARY secret ${index};CANARY key ${index}`,
  )
  return [`Name;${clientColumn};Client Secret;API Key`, ...lines].join('\n')
}

/** The client IDs of all connections, in their order. */
async function clientsOf(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(async () => {
    const { explorer } = globalThis as unknown as {
      explorer: {
        connections: {
          list(input: object): Promise<{ value: { connections: readonly { clientId: string }[] } }>
        }
      }
    }
    const { connections } = (await explorer.connections.list({})).value
    return connections.map(({ clientId }) => clientId)
  })
  return found.toSorted()
}
