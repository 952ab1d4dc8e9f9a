import { expect, type Locator, type Page } from 'playwright/test'
import type { DemoClient, DemoCloudDescription } from '../../demo-cloud/description.ts'
import { addConnection } from './explorer.ts'

/** Adds a client of the demo cloud through the form; its applications are then on screen. */
export async function addDemoClient(
  page: Page,
  cloud: DemoCloudDescription,
  client: DemoClient,
  more: { readonly name?: string; readonly scope?: string; readonly clientAuthentication?: 'basic' } = {},
): Promise<void> {
  await addConnection(page, {
    customer: client.customer,
    tokenUrl: client.tokenUrl ?? cloud.tokenUrl,
    apiBaseUrl: client.apiBaseUrl ?? cloud.apiBaseUrl,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    apiKey: client.apiKey,
    ...(client.scope === undefined ? {} : { scope: client.scope }),
    name: client.name,
    ...more,
  })
}

/** Goes from the applications on screen to the documents of a collection. */
export async function openCollection(page: Page, application: string, collection: string): Promise<Locator> {
  await page
    .getByRole('list', { name: 'Applications' })
    .getByRole('button', { name: application, exact: true })
    .click()
  await page
    .getByRole('table', { name: 'Collections' })
    .getByRole('button', { name: collection, exact: true })
    .click()
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(collection)
  return page.getByRole('grid', { name: `Documents of ${collection}` })
}

/** Opens what an ID or a URL names, through *Go to ID or URL*. */
export async function goTo(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Go to ID or URL' })
  await field.fill(text)
  await field.press('Enter')
}

/** The text of a filter, typed into the editor of the query bar in place of what stood there. */
export async function typeFilter(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Filter' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

/** Closes every tab. None may hold unsaved changes. */
export async function closeTabs(page: Page): Promise<void> {
  const tabs = page.getByRole('tablist', { name: 'Open tabs' }).getByRole('tab')
  for (let left = await tabs.count(); left > 0; left--) {
    await page.keyboard.press('ControlOrMeta+W')
    await expect(tabs).toHaveCount(left - 1)
  }
}
