import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { startKeyring } from '../tools/with-keyring.mjs'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import {
  type Explorer,
  fillConnection,
  type LaunchOptions,
  launchExplorer,
  openConnection,
  sidebarConnection,
} from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

let cloud: RunningDemoCloud
let userData: string

test.beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
})
test.afterAll(() => cloud?.close())
test.beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'explorer-keychain-'))
})
test.afterEach(() => rm(userData, { recursive: true, force: true }))

async function run(options: LaunchOptions, use: (explorer: Explorer) => Promise<void>): Promise<void> {
  const explorer = await launchExplorer({ userData, ...options })
  try {
    await use(explorer)
  } finally {
    await explorer.close()
  }
}

/** The saved connections as they are on disk. */
async function savedFiles(): Promise<readonly string[]> {
  const folder = join(userData, 'connections')
  const files = (await readdir(folder)).toSorted()
  return Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))
}

test('without a keychain the app says so, loses nothing that was typed, and keeps secrets for the session', async () => {
  const client = cloud.client('works')
  await run({ keyring: 'none' }, async ({ page }) => {
    await fillConnection(page, { ...client, tokenUrl: cloud.tokenUrl, apiBaseUrl: cloud.apiBaseUrl })
    const editor = page.getByRole('form', { name: 'Connection' })
    await editor.getByRole('button', { name: 'Save', exact: true }).click()
    const alert = editor.getByRole('alert').filter({ hasText: 'What you typed is still here.' })
    await expect(alert).toContainText('cannot be used here', { timeout: 60_000 })
    await expect(editor.getByRole('textbox', { name: 'Client ID' })).toHaveValue(client.clientId)
    await expect(editor.getByText(`${client.clientSecret.length} characters`).first()).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Sidebar' }).getByRole('status')).toContainText(
      'cannot be used here',
    )
    await alert.getByRole('button', { name: 'Keep for this session only' }).click()
    await expect(page.getByRole('list', { name: 'Applications' })).toBeVisible()
    const [saved = ''] = await savedFiles()
    expect(saved).not.toContain(client.clientSecret)
    expect(saved).not.toContain(client.apiKey)
  })

  await run({ keyring: 'none' }, async ({ page }) => {
    await openConnection(page, client.name, 'Check access')
    await expect(page.getByRole('heading', { name: 'No secrets to check with' })).toBeVisible()
    await openConnection(page, client.name, 'Edit')
    await expect(page.getByText('Not stored, or not any more: enter it again.')).toHaveCount(2)
  })
})

test('stored secrets survive a start without a keychain, and one with a locked one', async () => {
  const client = cloud.client('works')
  const keyring = await startKeyring()
  const own = { keyring: 'none', env: keyring.env } as const
  const expectUnreadable = async ({ page }: Explorer): Promise<void> => {
    await openConnection(page, client.name, 'Check access')
    await expect(page.getByRole('heading', { name: 'The keychain could not be read' })).toBeVisible({
      timeout: 60_000,
    })
    await openConnection(page, client.name, 'Edit')
    const editor = page.getByRole('form', { name: 'Connection' })
    await expect(editor.getByText('Stored in the keychain')).toHaveCount(2)
  }
  try {
    await run(own, ({ page }) => addDemoClient(page, cloud, client))
    const before = await savedFiles()

    await run({ keyring: 'none' }, expectUnreadable)
    expect(await savedFiles()).toEqual(before)

    await run(own, async ({ page }) => {
      await sidebarConnection(page, client.name).click()
      await expect(page.getByRole('list', { name: 'Applications' })).toBeVisible()
    })

    await keyring.lock()
    await run(own, expectUnreadable)
    expect(await savedFiles()).toEqual(before)
  } finally {
    await keyring.stop()
  }
})
