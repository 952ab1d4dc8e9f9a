import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { startDemoCloud } from './support/demo-cloud.ts'
import { importAll } from './support/desk.ts'
import { launchExplorer } from './support/explorer.ts'

const hostile = [
  '<script>globalThis.hacked = true</script>',
  '<img src=x onerror="globalThis.hacked = true">',
  '=HYPERLINK("http://127.0.0.1:9/","click")',
  '"><style>*{display:none}</style>',
  'invoice\u202etxt.exe',
]

test('a report opened from disk shows hostile names as text, runs nothing and loads nothing', async () => {
  test.setTimeout(120_000)
  const cloud = await startDemoCloud({ documents: 100 })
  const folder = await mkdtemp(join(tmpdir(), 'explorer-report-'))
  const list = join(folder, 'customers.csv')
  const client = cloud.client('wrong API key')
  await writeFile(
    list,
    listOf(
      hostile.map((name, index) =>
        cellsOf({ ...client, name, customer: name, clientId: `${client.clientId}-${index}` }, cloud),
      ),
    ),
  )
  const explorer = await launchExplorer({ keyring: 'none' })
  const { app, page } = explorer
  try {
    await answerOpenDialog(explorer, list)
    await importAll(page, hostile.length)
    await page.getByRole('button', { name: 'Check all' }).click()
    await expect(
      page.getByRole('heading', { name: `${hostile.length} of ${hostile.length} do not work` }),
    ).toBeVisible()
    const report = join(folder, 'report.html')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, report)
    await page.getByRole('button', { name: 'Export report' }).click()
    await page.getByRole('menuitem', { name: 'HTML, one page to read or print' }).click()
    await expect(page.getByText(`The report is in ${report}.`)).toBeVisible()

    const opening = app.waitForEvent('window')
    await app.evaluate(({ BrowserWindow, session }, file) => {
      // The app's own pages reach no file. This one is opened as a browser would, by its own policy alone.
      session.defaultSession.webRequest.onBeforeRequest(null)
      void new BrowserWindow({ webPreferences: { sandbox: true } }).loadFile(file)
    }, report)
    const shown = await opening
    await shown.getByRole('heading', { name: `${hostile.length} of ${hostile.length} do not work` }).waitFor()
    expect(shown.url()).toMatch(/^file:.*report\.html$/)
    for (const name of hostile.slice(0, -1))
      await expect(shown.getByRole('link', { name }).first()).toBeVisible()
    await expect(shown.getByText('\u202e')).toHaveCount(0)
    expect(await shown.evaluate(() => 'hacked' in globalThis)).toBe(false)
    expect(await shown.evaluate(() => performance.getEntriesByType('resource').length)).toBe(0)
    expect(await shown.locator('script, img, iframe, link, object').count()).toBe(0)
  } finally {
    await explorer.close()
    await cloud.close()
    await rm(folder, { recursive: true, force: true })
  }
})
