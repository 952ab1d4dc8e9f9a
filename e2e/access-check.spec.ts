import { expect, type Page, test } from 'playwright/test'
import { verdictWords } from '../src/shared/verdict-words.ts'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { type Explorer, launchExplorer, openConnection, sidebarConnection } from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

test.describe('the access check', () => {
  test.describe.configure({ mode: 'serial' })
  let cloud: RunningDemoCloud
  let explorer: Explorer
  let page: Page

  const add = (name: string): Promise<void> => addDemoClient(page, cloud, cloud.client(name))
  const check = (name: string): Promise<void> => openConnection(page, name, 'Check access')
  const heading = (name: string) => page.getByRole('heading', { name, level: 2 })

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 1000 })
    explorer = await launchExplorer()
    page = explorer.page
  })
  test.afterAll(async () => {
    await explorer.close()
    await cloud.close()
  })

  test('says first that the call was refused, then which value may be at fault', async () => {
    await add('access refused')
    await check('access refused')
    await expect(heading('The API refused the call')).toBeVisible()
    const value = (name: string) => page.getByRole('term').filter({ hasText: name }).locator('..')
    await expect(value('Client ID')).toContainText('Accepted')
    await expect(value('Client Secret')).toContainText('Stored in the keychain')
    await expect(value('API Key')).toContainText('Possibly at fault')
  })

  test('shows the exchange of the failing step, and of any other on demand, without secrets', async () => {
    const { clientSecret, apiKey } = cloud.client('access refused')
    const exchange = page.getByRole('region', { name: 'Exchange: Call /access' })
    await expect(exchange.getByRole('region', { name: 'Response' })).toContainText('403 Forbidden')
    await exchange.getByText('Request', { exact: true }).click()
    await expect(exchange.getByRole('region', { name: 'Request' })).toContainText('x-api-key:')
    await page.getByRole('button', { name: 'Exchange of Get a token' }).click()
    const token = page.getByRole('region', { name: 'Exchange: Get a token' })
    await token.getByText('Request', { exact: true }).click()
    await expect(token.getByRole('region', { name: 'Request' })).toContainText('grant_type=')
    const shown = await page.content()
    expect(shown).not.toContain(clientSecret)
    expect(shown).not.toContain(apiKey)
  })

  test('has a message ready for the reseller and for the customer', async () => {
    const message = page.getByRole('region', { name: 'Message to send' })
    await expect(message).toContainText('Please check the API Key and the roles of this client.')
    await message.getByText('Customer', { exact: true }).click()
    await message.getByRole('button', { name: 'Copy message' }).click()
    await expect
      .poll(() => explorer.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toContain('Please enter the API Key again')
  })

  test('runs again with F5 and remembers each check', async () => {
    await page.keyboard.press('F5')
    const history = page.getByRole('region', { name: 'Last checks' })
    await expect(history.getByRole('heading')).toHaveText('Last 2 checks')
    await expect(history.getByRole('listitem').last()).toContainText('Access refused')
  })

  test('lists the applications that it found with their end in words', async () => {
    await add('expires within 30 days')
    await check('expires within 30 days')
    const list = page.getByRole('main').getByRole('region', { name: 'Applications' })
    await expect(list.getByRole('listitem').filter({ hasText: 'Expires soon' })).toContainText(
      /expires in \d+ days, \d{4}-\d\d-\d\d/,
    )
  })

  test('can be cancelled, and then says so', async () => {
    await add('hangs')
    await check('hangs')
    await expect(page.getByRole('status').filter({ hasText: 'Checking' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('The check was cancelled.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Check access' })).toBeVisible()
  })

  for (const theme of ['light', 'dark'] as const) {
    test(`has no serious accessibility violation (${theme})`, async () => {
      await page.emulateMedia({ colorScheme: theme })
      await check('access refused')
      await expect(heading('The API refused the call')).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
    })
  }
})

test('every client of the demo cloud ends in its verdict', async () => {
  test.setTimeout(300_000)
  const cloud = await startDemoCloud({ documents: 1000 })
  const { page, close } = await launchExplorer()
  // Numbers make the names unique: one client's name may begin with another's.
  const clients = cloud.clients.map((client, index) => ({ ...client, name: `${index + 10} ${client.name}` }))
  try {
    for (const client of clients) {
      await addDemoClient(page, cloud, client)
      await openConnection(page, client.name, 'Check access')
      await page.getByRole('button', { name: /^(Cancel|Check again)$/ }).waitFor()
    }
    // Checks go on in the background; the slow ones are awaited together.
    for (const client of clients) {
      await expect(sidebarConnection(page, client.name), client.name).toHaveAccessibleName(
        new RegExp(`, ${verdictWords[client.verdict]}`),
        { timeout: 60_000 },
      )
    }
  } finally {
    await close()
    await cloud.close()
  }
})
