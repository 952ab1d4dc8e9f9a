import { expect, type Page } from 'playwright/test'
import type { Verdict } from '../../src/shared/check.ts'
import type { DeskState } from '../../src/shared/desk.ts'

/** Imports what the next question for files is answered with; leaves the table of the desk on screen. */
export async function importAll(page: Page, count: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+D')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('button', { name: `Import ${count} connections` }).click()
  await expect(page.getByRole('status').filter({ hasText: `Saved ${count} of ${count}` })).toBeVisible({
    timeout: 120_000,
  })
  await page.getByRole('button', { name: 'Done' }).click()
}

/** What the desk found, by client ID; empty for what was not checked. */
export function verdictsByClient(page: Page): Promise<Readonly<Record<string, Verdict | ''>>> {
  return page.evaluate(async () => {
    const { explorer } = globalThis as unknown as {
      explorer: {
        desk: { state(input: object): Promise<{ value: DeskState }> }
        connections: {
          list(input: object): Promise<{
            value: { connections: readonly { id: string; clientId: string }[] }
          }>
        }
      }
    }
    const { results } = (await explorer.desk.state({})).value
    const { connections } = (await explorer.connections.list({})).value
    const found = new Map(results.map(({ connectionId, verdict }) => [connectionId, verdict]))
    return Object.fromEntries(connections.map(({ id, clientId }) => [clientId, found.get(id) ?? '']))
  })
}
