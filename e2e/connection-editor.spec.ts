import { expect, type Locator, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import {
  type ConnectionToAdd,
  type Explorer,
  fillConnection,
  launchExplorer,
  openConnection,
  sidebarConnection,
} from './support/explorer.ts'

const editorOf = (page: Page): Locator => page.getByRole('form', { name: 'Connection' })
const button = (page: Page, name: string): Locator =>
  editorOf(page).getByRole('button', { name, exact: true })
const secretField = (page: Page, name: string): Locator => editorOf(page).getByLabel(name, { exact: true })
const stored = (page: Page, name: string): Locator => editorOf(page).getByRole('group', { name, exact: true })

function working(cloud: RunningDemoCloud, name: string): ConnectionToAdd {
  const { clientId, clientSecret, apiKey } = cloud.client('works')
  return {
    name,
    customer: 'Aldermoor Quarries',
    tokenUrl: cloud.tokenUrl,
    apiBaseUrl: cloud.apiBaseUrl,
    clientId,
    clientSecret,
    apiKey,
  }
}

test.describe('the connection editor', () => {
  test.describe.configure({ mode: 'serial' })
  let cloud: RunningDemoCloud
  let explorer: Explorer
  let page: Page

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 1000 })
    explorer = await launchExplorer()
    page = explorer.page
  })
  test.afterAll(async () => {
    await explorer.close()
    await cloud.close()
  })

  test('says what is missing beside each field and goes to the first', async () => {
    await page.keyboard.press('Control+N')
    await button(page, 'Save').click()
    const name = editorOf(page).getByRole('textbox', { name: 'Name', exact: true })
    await expect(name).toBeFocused()
    await expect(name).toHaveAccessibleDescription('Give the connection a name.')
    await expect(secretField(page, 'Client Secret')).toHaveAccessibleDescription(/Enter the Client Secret\./)
    await expect(secretField(page, 'API Key')).toHaveAccessibleDescription(/Enter the API Key\./)
  })

  test('fills in the addresses of a preset and leaves those of a custom environment to the person', async () => {
    const tokenUrl = editorOf(page).getByRole('textbox', { name: 'Token URL', exact: true })
    await expect(tokenUrl).toHaveValue('https://auth.weightron.cloud/oidc/token')
    await expect(tokenUrl).toHaveAttribute('readonly')
    await page.getByRole('combobox', { name: 'Environment', exact: true }).click()
    await page.getByRole('option', { name: 'Demo cloud', exact: true }).click()
    await expect(tokenUrl).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\//)
    await page.getByRole('combobox', { name: 'Environment', exact: true }).click()
    await page.getByRole('option', { name: 'Custom', exact: true }).click()
    await tokenUrl.fill('http://example.com/token')
    await tokenUrl.blur()
    await expect(tokenUrl).toHaveAccessibleDescription(
      'Use https. Plain http is allowed for this machine only.',
    )
  })

  test('asks before a tab with something typed in it is closed', async () => {
    await page.keyboard.press('Control+W')
    const question = page.getByRole('dialog', { name: 'Save the changes?' })
    await page.keyboard.press('Escape')
    await expect(question).toBeHidden()
    await expect(editorOf(page)).toBeVisible()
    await page.keyboard.press('Control+W')
    await question.getByRole('button', { name: 'Close without saving' }).click()
    await expect(editorOf(page)).toBeHidden()
  })

  test('tests what is typed, live, without saving it', async () => {
    await fillConnection(page, { ...working(cloud, 'North yard'), apiKey: 'not-the-key-that-was-issued' })
    await page.keyboard.press('Control+Enter')
    const check = editorOf(page).getByRole('complementary', { name: 'Access check' })
    await expect(check.getByRole('heading', { name: 'The API refused the API Key' })).toBeVisible()
    await expect(sidebarConnection(page, 'North yard')).toHaveCount(0)
  })

  test('keeps no secret once it was handed over', async () => {
    const { clientSecret, apiKey } = working(cloud, 'North yard')
    await secretField(page, 'API Key').fill(apiKey)
    await secretField(page, 'API Key').blur()
    await expect(secretField(page, 'API Key')).toHaveAccessibleDescription(
      `${apiKey.length} characters, ready to save`,
    )
    await expect(secretField(page, 'API Key')).toHaveValue('')
    const everything = await page.evaluate(
      () =>
        document.documentElement.outerHTML +
        [...document.querySelectorAll('input')].map(input => input.value).join(' '),
    )
    expect(everything).not.toContain(apiKey)
    expect(everything).not.toContain(clientSecret)
  })

  test('saves with Ctrl+S and goes on to what the connection reaches', async () => {
    await page.keyboard.press('Control+S')
    await expect(sidebarConnection(page, 'North yard')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Applications' })).toBeVisible()
  })

  test('shows a stored secret in words, and changes the rest without it', async () => {
    await openConnection(page, 'North yard', 'Edit')
    await expect(stored(page, 'Client Secret')).toContainText('Stored in the keychain')
    await editorOf(page).getByRole('textbox', { name: 'Name', exact: true }).fill('South yard')
    await page.keyboard.press('Enter')
    await expect(sidebarConnection(page, 'South yard')).toBeVisible()
    await expect(editorOf(page).getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  })

  test('tests a new secret before the old one is dropped', async () => {
    await stored(page, 'API Key').getByRole('button', { name: 'Replace' }).click()
    await expect(secretField(page, 'API Key')).toBeFocused()
    await page.keyboard.type('an-old-key-from-another-set')
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'The new value was refused' })
    await question.getByRole('button', { name: 'Keep the old one' }).click()
    await expect(stored(page, 'API Key')).toContainText('Stored in the keychain')
    await openConnection(page, 'South yard', 'Check access')
    await expect(page.getByRole('heading', { name: 'This connection works' })).toBeVisible()
  })

  test('asks for both secrets again when an address leads to another host', async () => {
    await openConnection(page, 'South yard', 'Edit')
    await editorOf(page)
      .getByRole('textbox', { name: 'API base URL', exact: true })
      .fill('https://api.example.com')
    await expect(editorOf(page).getByRole('note')).toContainText('Enter both secrets again')
    await expect(secretField(page, 'Client Secret')).toBeVisible()
    await button(page, 'Save').click()
    await expect(secretField(page, 'Client Secret')).toBeFocused()
    await page.keyboard.press('Control+W')
    await page.getByRole('button', { name: 'Close without saving' }).click()
  })

  test('fills itself from the clipboard, telling the names of what it found', async () => {
    const secret = 'pasted-secret-0123456789abcdef'
    await explorer.app.evaluate(
      ({ clipboard }, text) => clipboard.writeText(text),
      `CLIENT_ID=pasted-client\nCLIENT_SECRET="${secret} "\nSOMETHING=else`,
    )
    await page.keyboard.press('Control+N')
    await button(page, 'Paste to fill').click()
    const said = editorOf(page).getByRole('status').filter({ hasText: 'Filled from' })
    await expect(said).toContainText('Client ID, Client Secret (30 characters)')
    await expect(said).toContainText('1 entry was not used.')
    await expect(editorOf(page).getByRole('textbox', { name: 'Client ID', exact: true })).toHaveValue(
      'pasted-client',
    )
    expect(await page.content()).not.toContain(secret)
  })

  test('opens filled when something is pasted outside of any field', async () => {
    await page.keyboard.press('Control+W')
    await page.getByRole('button', { name: 'Close without saving' }).click()
    await page.evaluate(() => document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true })))
    const clientId = editorOf(page).getByRole('textbox', { name: 'Client ID', exact: true })
    await expect(clientId).toHaveValue('pasted-client')
  })

  test('says so when there is nothing to paste', async () => {
    await explorer.app.evaluate(({ clipboard }) => clipboard.writeText('just some words'))
    await button(page, 'Paste to fill').click()
    await expect(editorOf(page).getByRole('alert')).toContainText('Copy the lines of a .env file')
  })

  for (const theme of ['light', 'dark']) {
    test(`has no serious accessibility violation (${theme})`, async () => {
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' })
      await button(page, 'Advanced').click()
      await button(page, 'Save').click()
      expect(await seriousViolations(page)).toEqual([])
    })
  }
})

test('a locked keychain loses nothing that was typed, and the secrets can be kept for the session', async () => {
  const cloud = await startDemoCloud({ documents: 1000 })
  const { page, close } = await launchExplorer({ keyring: 'locked' })
  try {
    await fillConnection(page, working(cloud, 'North yard'))
    await button(page, 'Save').click()
    const error = editorOf(page).getByRole('alert')
    await expect(error).toContainText('What you typed is still here.', { timeout: 60_000 })
    await error.getByRole('button', { name: 'Keep for this session only' }).click()
    await expect(sidebarConnection(page, 'North yard')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Applications' })).toBeVisible()
    await openConnection(page, 'North yard', 'Edit')
    await expect(stored(page, 'API Key')).toContainText('Kept for this session')
  } finally {
    await close()
    await cloud.close()
  }
})
