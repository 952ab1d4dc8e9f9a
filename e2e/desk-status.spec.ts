import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { toneOf } from '../src/shared/check.ts'
import { seriousViolations } from './support/accessibility.ts'
import { answerOpenDialog, cellsOf, listOf } from './support/customer-list.ts'
import { startDemoCloud } from './support/demo-cloud.ts'
import { importAll } from './support/desk.ts'
import { launchExplorer, openConnection } from './support/explorer.ts'

test('a run is followed in the status bar from another tab, and its end is told once', async () => {
  test.setTimeout(180_000)
  const cloud = await startDemoCloud({ documents: 100 })
  const folder = await mkdtemp(join(tmpdir(), 'explorer-status-'))
  const explorer = await launchExplorer({ keyring: 'none' })
  const { page } = explorer
  // Some take as long as their time limit and keep the run under way meanwhile.
  const { clients } = cloud
  const total = clients.length
  const failing = clients.filter(({ verdict }) => toneOf(verdict) === 'broken').length
  const bar = page.getByRole('contentinfo')
  const told = bar.getByRole('status')
  const progress = bar.getByRole('button', { name: / of \d+/ })
  try {
    const list = join(folder, 'customers.csv')
    await writeFile(list, listOf(clients.map(client => cellsOf(client, cloud))))
    await answerOpenDialog(explorer, list)
    await importAll(page, total)
    await page.getByRole('button', { name: 'Check all' }).click()
    await expect(page.getByRole('region', { name: 'Run' })).toBeVisible()
    await expect(progress).toHaveCount(0)

    await openConnection(page, 'works', 'Open')
    await expect(progress).toHaveText(
      new RegExp(`^Checking \\d+ of ${total}, \\d+ do not work, about \\d+ s left$`),
    )
    await expect(told).toBeEmpty()
    expect(await seriousViolations(page)).toEqual([])

    await progress.press('Enter')
    const run = page.getByRole('region', { name: 'Run' })
    await run.getByRole('button', { name: 'Pause' }).click()
    await expect(progress).toHaveCount(0)
    await openConnection(page, 'works', 'Open')
    await expect(progress).toHaveText(new RegExp(`^Paused at \\d+ of ${total}, \\d+ do not work$`))
    await progress.click()
    await run.getByRole('button', { name: 'Resume' }).click()

    await openConnection(page, 'works', 'Open')
    await expect(told).toHaveText(`Credential desk: ${total} of ${total} checked, ${failing} do not work`, {
      timeout: 90_000,
    })
    await progress.click()
    await openConnection(page, 'works', 'Open')
    await expect(progress).toHaveCount(0)
    await expect(told).toBeEmpty()
  } finally {
    await explorer.close()
    await cloud.close()
    await rm(folder, { recursive: true, force: true })
  }
})
