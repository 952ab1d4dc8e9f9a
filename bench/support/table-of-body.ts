import { expect } from 'playwright/test'
import type { TaskCost } from '../../e2e/support/task-cost.ts'
import { type BodyServer, documents } from './body.ts'
import type { AppWindow } from './window.ts'

/** A million documents become a table in seconds; on a machine with other work it can take minutes. */
const limitMs = 600_000

export interface TableShown {
  /** Milliseconds from when the server was done to the first rows on screen. */
  readonly ms: number
  /** Milliseconds of the window's thread for its longest task, from the new tab to when all documents are known. */
  readonly longest: number
}

/** Sends for the large body in a request tab of its own, and opens it as a table as soon as it is there. */
export async function showAsTable(
  { page }: AppWindow,
  tasks: TaskCost,
  server: BodyServer,
  number: number,
): Promise<TableShown> {
  await tasks.longest()
  await page.keyboard.press('ControlOrMeta+Shift+N')
  const path = page.getByRole('textbox', { name: 'Path', exact: true })
  // The request before has one too, until its tab has made room.
  await expect(path).not.toHaveValue(/^\/file/)
  await path.fill(`/file/${number}`)
  const shown = page.evaluate(
    ({ limitMs }) =>
      new Promise<number>((resolve, reject) => {
        const end = performance.now() + limitMs
        let opened = false
        const look = (): void => {
          const tabs = document.querySelectorAll<HTMLElement>('[aria-label="Response"] [role="tab"]')
          // Tabs of the window that are not in front stay in the page.
          const tab = [...tabs].find(one => one.textContent === 'Table' && one.checkVisibility())
          if (!opened && tab !== undefined) {
            opened = true
            tab.click()
          }
          const cells = document.querySelectorAll('[aria-label="Response"] [role="gridcell"]')
          const cell = [...cells].find(one => one.checkVisibility())
          if (opened && (cell?.textContent ?? '') !== '') resolve(Date.now())
          else if (performance.now() > end) reject(new Error('The rows did not come on screen.'))
          else requestAnimationFrame(look)
        }
        look()
      }),
    { limitMs },
  )
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const shownAt = await shown
  const ms = Math.max(0, shownAt - (await server.leftAt(String(number))))
  // What goes on in the background would meet the next measurement.
  const all = `All ${documents.toLocaleString('en-GB')} loaded`
  await page
    .getByRole('region', { name: 'Response', exact: true })
    .getByText(all)
    .waitFor({ timeout: limitMs })
  return { ms, longest: await tasks.longest() }
}
