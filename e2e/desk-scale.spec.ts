import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { toneOf } from '../src/shared/check.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { verdictsByClient } from './support/desk.ts'
import { launchExplorer } from './support/explorer.ts'
import { measureTasks } from './support/task-cost.ts'
import { measureWindow } from './support/window-load.ts'

/** Credentials that are imported and checked. */
const checked = 1000
/** Rows that are read, looked at and, some of them, imported. */
const shown = 5000
/** Every so many of those have no client ID. */
const wrongEvery = 500
/** Megabytes that window and main may each hold more at the end of a run than at its first quarter: results. */
const mayGrowMb = 8
/** Milliseconds of work after which the window has to look after the person again. */
const mostMs = 100

test.describe('a thousand credentials', () => {
  test.describe.configure({ timeout: 300_000 })
  let cloud: RunningDemoCloud
  let folder: string

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 100, clients: checked })
    folder = await mkdtemp(join(tmpdir(), 'explorer-scale-'))
  })
  test.afterAll(async () => {
    await cloud?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('are imported and checked, every verdict right, in a window that answers all along', async () => {
    const clients = cloud.clients.filter(({ clientId }) => clientId.startsWith('generated-'))
    const list = join(folder, 'customers.csv')
    await writeFile(list, listOf(clients.map(client => cellsOf(client, cloud))))
    const note = (type: string, value: number | string): void =>
      void test.info().annotations.push({ type, description: String(value) })
    const explorer = await launchExplorer({ keyring: 'none' })
    const { page } = explorer
    try {
      const load = await measureWindow(explorer)
      const tasks = await measureTasks(page)
      const expectQuick = async (during: string): Promise<void> => {
        const longest = await tasks.longest()
        note(`longest task, ms, ${during}`, longest)
        expect(longest, during).toBeLessThan(mostMs)
      }
      await answerOpenDialog(explorer, list)
      await page.keyboard.press('ControlOrMeta+D')
      await page.getByRole('button', { name: 'Import' }).click()
      await expect(page.getByRole('heading', { name: `${checked} new` })).toBeVisible()
      await expectQuick('while reading')
      let at = Date.now()
      await page.getByRole('button', { name: `Import ${checked} connections` }).click()
      await expect(
        page.getByRole('status').filter({ hasText: `Saved ${checked} of ${checked}` }),
      ).toBeVisible({
        timeout: 120_000,
      })
      note('import seconds', (Date.now() - at) / 1000)
      await expectQuick('while importing')
      await page.getByRole('button', { name: 'Done' }).click()
      await expect(page.getByText(`${checked} connections,`)).toBeVisible()
      await expectQuick('on going to the desk')

      at = Date.now()
      // The second click of a double one asks for nothing more, and nothing is said of it.
      await page.getByRole('button', { name: 'Check all' }).dblclick()
      const run = page.getByRole('region', { name: 'Run' })
      const progress = page.getByRole('progressbar', { name: 'Checked' })
      await expect(run).toBeVisible()
      await expect(page.getByRole('alert')).toHaveCount(0)
      await expect
        .poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: 60_000 })
        .toBeGreaterThan(checked / 4)
      const early = await load.memory()
      await expect(run).toHaveCount(0, { timeout: 120_000 })
      note('check seconds', (Date.now() - at) / 1000)
      await expectQuick('while checking')
      const late = await load.memory()
      note('megabytes in the window', `${early.window}, then ${late.window}`)
      note('megabytes in main', `${early.main}, then ${late.main}`)
      expect(late.window).toBeLessThan(early.window + mayGrowMb)
      expect(late.main).toBeLessThan(early.main + mayGrowMb)

      const verdicts = await verdictsByClient(page)
      expect(verdicts).toEqual(
        Object.fromEntries(clients.map(({ clientId, verdict }) => [clientId, verdict])),
      )
      const failing = clients.filter(({ verdict }) => toneOf(verdict) === 'broken').length
      await expect(page.getByRole('heading', { name: `${failing} of ${checked} do not work` })).toBeVisible()
    } finally {
      await explorer.close()
    }
  })

  test('five thousand rows are read and shown; an import of them is stopped and what was saved is complete', async () => {
    const rows = Array.from({ length: shown }, (_, index) => [
      `Yard ${index}`,
      `Customer ${index % 900}`,
      index % wrongEvery === 7 ? '' : `client-${index}`,
      `secret-${index}`,
      `key-${index}`,
      'https://auth.example.com/token',
      'https://api.example.com',
      '',
    ])
    const wrong = shown / wrongEvery
    const list = join(folder, 'many.csv')
    await writeFile(list, listOf(rows))
    const note = (type: string, value: number | string): void =>
      void test.info().annotations.push({ type, description: String(value) })
    const explorer = await launchExplorer({ keyring: 'none' })
    const { page } = explorer
    try {
      const saved = page.getByRole('progressbar', { name: 'Saved' })
      const tasks = await measureTasks(page)
      await answerOpenDialog(explorer, list)
      await page.keyboard.press('ControlOrMeta+D')
      const at = Date.now()
      await page.getByRole('button', { name: 'Import' }).click()
      await expect(
        page.getByRole('heading', { name: `${shown - wrong} new, ${wrong} that need a correction` }),
      ).toBeVisible()
      note('read ms', Date.now() - at)
      note('longest task, ms, while reading', await tasks.longest())
      await page.getByRole('table', { name: 'Rows' }).focus()
      await page.keyboard.press('End')
      await expect(page.getByRole('row').filter({ hasText: 'Yard 4999' })).toBeVisible()
      await page.getByRole('button', { name: `Import ${shown - wrong} connections` }).click()
      await expect
        .poll(async () => Number(await saved.getAttribute('aria-valuenow')), { timeout: 60_000 })
        .toBeGreaterThan(600)
      await page.getByRole('button', { name: 'Stop' }).click()
      await expect(page.getByText('What was saved is complete.')).toBeVisible()
      note('longest task, ms, while importing', await tasks.longest())
      const count = await saved.getAttribute('aria-valuenow')
      await page.getByRole('button', { name: 'Done' }).click()
      await expect(page.getByText(`${count} connections,`)).toBeVisible()
      note('longest task, ms, on going to the desk', await tasks.longest())
    } finally {
      await explorer.close()
    }
  })
})
