import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { startDemoCloud } from './support/demo-cloud.ts'
import { launchExplorer } from './support/explorer.ts'

const run = promisify(execFile)

test('an empty start leads to a Python starter that prints documents, without typing a URL', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'explorer-starter-'))
  // The same seed gives the same credentials: what a reseller would have sent for the demo cloud of the app.
  const cloud = await startDemoCloud({ documents: 1 })
  const client = cloud.client('works')
  await cloud.close()
  const explorer = await launchExplorer()
  const { app, page } = explorer
  try {
    await page.getByRole('button', { name: /Explore the demo cloud/ }).click()
    await page
      .getByRole('list', { name: 'Applications' })
      .getByRole('button', { name: 'Yard stock', exact: true })
      .click()
    await page
      .getByRole('table', { name: 'Collections' })
      .getByRole('button', { name: 'items', exact: true })
      .click()
    const count = Number((await page.getByText(/^[\d,]+ in all$/).innerText()).replace(/\D/g, ''))
    expect(count).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Open as request' }).click()

    const code = page.getByRole('region', { name: 'Code' })
    await code.getByText('Complete starter', { exact: true }).click()
    await code.getByRole('tab', { name: 'Python' }).click()
    await expect(code).toContainText('python3 starter.py')
    await code.getByRole('button', { name: 'Copy code' }).click()
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
    const file = join(folder, 'starter.py')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, file)
    await code.getByRole('button', { name: 'Save code' }).click()
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe(copied)

    const { stdout, stderr } = await run('python3', [file], {
      env: {
        ...process.env,
        WEIGHTRON_CLIENT_ID: client.clientId,
        WEIGHTRON_CLIENT_SECRET: client.clientSecret,
        WEIGHTRON_API_KEY: client.apiKey,
      },
      maxBuffer: 64 * 1024 * 1024,
    })
    expect(stderr.trim()).toBe(`${count} documents`)
    const documents = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)
    expect(documents).toHaveLength(count)
    expect(Object.keys(documents[0] ?? {})).toContain('_id')
  } finally {
    await explorer.close()
    await rm(folder, { recursive: true, force: true })
  }
})
