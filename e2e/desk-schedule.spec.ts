import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { programOf } from '../tools/setup/task-program.mjs'
import { type Keyring, startKeyring } from '../tools/with-keyring.mjs'
import { findCanaries } from './support/canary.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { demoControl } from './support/demo-control.ts'
import { importAll } from './support/desk.ts'
import { type Explorer, launchExplorer } from './support/explorer.ts'
import { type Watch, watch } from './support/watch.ts'

type Notified = { notices?: string[]; lastNotice?: Electron.Notification }

const hourMs = 3_600_000
const clientNames = ['works', 'expires within 30 days', 'wrong secret', 'wrong API key']

test.describe('a scheduled check', () => {
  test.describe.configure({ mode: 'serial', timeout: 120_000 })
  let cloud: RunningDemoCloud
  let keyring: Keyring
  let folder: string

  const launch = (): Promise<Explorer> =>
    launchExplorer({ userData: join(folder, 'data'), keyring: 'none', env: keyring.env })
  const canaries = () =>
    cloud.clients.flatMap(({ name, clientSecret, apiKey }) => [
      { name: `client secret of ${name}`, value: clientSecret },
      { name: `API key of ${name}`, value: apiKey },
    ])
  const expectNoSecret = async (seen: Watch): Promise<void> => {
    const evidence = await seen.evidence([join(folder, 'data')])
    expect(findCanaries(evidence, canaries())).toEqual([])
  }

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 100 })
    keyring = await startKeyring()
    folder = await mkdtemp(join(tmpdir(), 'explorer-schedule-'))
  })
  test.afterAll(async () => {
    await keyring?.stop()
    await cloud?.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('is switched on in the settings', async () => {
    const list = join(folder, 'customers.csv')
    await writeFile(list, listOf(clientNames.map(name => cellsOf(cloud.client(name), cloud))))
    const explorer = await launch()
    const { page } = explorer
    const seen = await watch(explorer)
    try {
      await answerOpenDialog(explorer, list)
      await importAll(page, clientNames.length)
      await page.getByRole('button', { name: 'Check all' }).click()
      await expect(page.getByRole('button', { name: `Not checked 0` })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Run' })).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+,')
      const group = page.getByRole('region', { name: 'Credential desk' })
      await group.getByText('Hourly').click()
      await group.getByRole('textbox', { name: 'Days of warning' }).fill('20')
      await page.keyboard.press('Tab')
      await expect
        .poll(() => readFile(join(folder, 'data', 'settings.json'), 'utf8'))
        .toMatch(/"hourly"[\s\S]*20/)
      const atOnce = group.getByRole('textbox', { name: 'Checks at a time' })
      await atOnce.fill('99')
      await page.keyboard.press('Tab')
      await expect(atOnce).toHaveValue('16')
      await expect
        .poll(() => readFile(join(folder, 'data', 'settings.json'), 'utf8'))
        .toContain('"deskAtOnce": 16')
      await expectNoSecret(seen)
    } finally {
      await explorer.close()
    }
  })

  test('that was missed over sleep is made once; one notification says what is new and opens the desk', async () => {
    await demoControl(cloud).addFault({
      client: 'works',
      host: 'api',
      answer: { kind: 'status', status: 500, body: 'json' },
    })
    const explorer = await launch()
    const { app, page } = explorer
    const seen = await watch(explorer)
    try {
      await app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
      const lastAt = new Date(Date.now() - 3 * hourMs).toISOString()
      const record = JSON.stringify({ version: 1, lastAt, warned: {} })
      await writeFile(join(folder, 'data', 'desk', 'schedule.json'), record)
      await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
      const notices = () => app.evaluate(() => (globalThis as unknown as Notified).notices ?? [])
      await expect.poll(notices, { timeout: 30_000 }).toHaveLength(1)
      const [notice = ''] = await notices()
      expect(notice).toContain('1 credential changed, 1 will expire')
      expect(notice).toContain('Aldermoor Quarries, works: Server error (before: Works)')
      await expect(page.getByRole('tab', { name: 'Credential desk' })).toHaveCount(0)
      await app.evaluate(() => (globalThis as unknown as Notified).lastNotice?.emit('click'))
      await expect(page.getByRole('tab', { name: 'Credential desk' })).toHaveAttribute(
        'aria-selected',
        'true',
      )
      await expectNoSecret(seen)
    } finally {
      await explorer.close()
    }
  })

  test('lists and the command line tell no secret either', async () => {
    const explorer = await launch()
    const { app, page } = explorer
    const seen = await watch(explorer)
    try {
      await page.keyboard.press('ControlOrMeta+D')
      for (const format of ['CSV', 'JSON']) {
        const path = join(folder, `connections.${format.toLowerCase()}`)
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath })
        }, path)
        await page.getByRole('button', { name: 'Export report' }).click()
        await page.getByRole('menuitem', { name: `List of connections, ${format}` }).click()
        await expect(page.getByText(`The list is in ${path}.`)).toBeVisible()
        const content = await readFile(path, 'utf8')
        for (const name of clientNames) expect(content).toContain(name)
        seen.add({ place: path, content })
      }
      for (const format of ['table', 'json', 'csv', 'html']) {
        seen.add({ place: `command line, ${format}`, content: await checkInTerminal(format) })
      }
      await expectNoSecret(seen)
    } finally {
      await explorer.close()
    }
  })

  /** Everything that the command prints over the list with its secrets. */
  async function checkInTerminal(format: string): Promise<string> {
    const project = join(import.meta.dirname, '..')
    const program = programOf('check', process.execPath)
    const args = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', ...program]
    const from = ['--from', join(folder, 'customers.csv'), '--format', format]
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, ...from], {
        cwd: project,
      })
      return stdout + stderr
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
      // 1: not every verdict is works.
      expect(code).toBe(1)
      return stdout + stderr
    }
  }
})
