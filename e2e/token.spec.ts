import { expect, type Page, test } from 'playwright/test'
import { seriousViolations } from './support/accessibility.ts'
import { type RunningDemoCloud, startDemoCloud } from './support/demo-cloud.ts'
import { demoControl } from './support/demo-control.ts'
import { type Explorer, launchExplorer, openConnection } from './support/explorer.ts'
import { addDemoClient } from './support/screens.ts'

const lifetimeSeconds = 5

test.describe('the token panel', () => {
  test.describe.configure({ mode: 'serial' })
  let cloud: RunningDemoCloud
  let explorer: Explorer
  let page: Page

  const fact = (name: string) =>
    page.getByRole('region', { name: 'Details' }).getByRole('term').filter({ hasText: name }).locator('..')
  const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
  const requests = async (): Promise<number> => {
    const text = await fact('Token requests').textContent()
    return Number(/\d+/.exec(text ?? '')?.[0])
  }

  test.beforeAll(async () => {
    cloud = await startDemoCloud({ documents: 1000, tokenLifetimeSeconds: lifetimeSeconds })
    explorer = await launchExplorer()
    page = explorer.page
    await addDemoClient(page, cloud, cloud.client('works'), { scope: 'openid offline_access' })
    await openConnection(page, 'works', 'Token panel')
  })
  test.afterAll(async () => {
    await explorer.close()
    await cloud.close()
  })

  test('tells all of the token but the token', async () => {
    await expect(page.getByRole('heading', { name: 'Token held', level: 2 })).toBeVisible()
    await expect(page.getByRole('main').getByRole('timer')).toHaveAccessibleName(
      /^Token expires in: \d+ seconds?$/,
    )
    await expect(fact('Type')).toContainText('Bearer')
    await expect(fact('Refresh token')).toContainText('Yes')
    await expect(fact('Scope')).toContainText('openid')
    await expect(fact('Obtained at')).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
  })

  test('renews the token by itself, again and again', async () => {
    const before = await requests()
    await expect.poll(requests, { timeout: 30_000 }).toBeGreaterThan(before + 1)
    await expect(fact('Grant')).toContainText('Refresh token')
    await expect(page.getByRole('heading', { name: 'Token held', exact: true })).toBeVisible()
  })

  test('copies the token to the clipboard for half a minute, past the page', async () => {
    await button('Copy token').click()
    await expect(page.getByText('Copied. The clipboard is cleared after 30 s.')).toBeVisible()
    const token = await explorer.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(token.length).toBeGreaterThan(20)
    expect(await page.content()).not.toContain(token)
  })

  test('lets the token end when it is not to be renewed', async () => {
    await page.getByRole('switch', { name: 'Renew token automatically' }).click()
    await expect(fact('Renewal')).toContainText('When it is needed')
    await expect(page.getByRole('heading', { name: 'Token expired', exact: true })).toBeVisible()
    await expect(button('Copy token')).toBeDisabled()
  })

  test('gets a new one on demand, and forgets it', async () => {
    await button('Refresh now').click()
    await expect(page.getByRole('heading', { name: 'Token held', exact: true })).toBeVisible()
    await button('Forget').click()
    await expect(page.getByRole('heading', { name: 'No token held' })).toBeVisible()
    await expect(fact('Obtained at')).toContainText('Not yet')
  })

  test('says why there is no token, and what to do', async () => {
    const control = demoControl(cloud)
    await control.addFault({ host: 'token', answer: { kind: 'status', status: 503 } })
    await button('Refresh now').click()
    const error = page.getByRole('main').getByRole('alert')
    await expect(error.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'No token could be had' })).toBeVisible()
    await control.clearFaults()
    await error.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Token held', exact: true })).toBeVisible()
    await expect(error).toBeHidden()
  })

  for (const theme of ['light', 'dark'] as const) {
    test(`has no serious accessibility violation (${theme})`, async () => {
      await page.emulateMedia({ colorScheme: theme })
      expect(await seriousViolations(page)).toEqual([])
    })
  }
})
