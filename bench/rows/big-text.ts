import type { Page } from 'playwright'
import { measureWindow, type WindowLoad } from '../../e2e/support/window-load.ts'
import type { RowPlan } from '../harness/row.ts'
import { type BodyServer, startBodyServer } from '../support/body.ts'
import { openWindow } from '../support/window.ts'

/** Milliseconds that the window may be busy without a break. */
const longestTaskMs = 100

/** The raw view of large texts: what takes long must not be the app. */
export const bigText: RowPlan = {
  id: 'big-text',
  what: 'raw view of a text of 100 MB, and of a line of 5 MB: last byte to first lines on screen, the slower of both',
  against: '',
  goal: 500,
  unit: 'ms',
  async measure({ runs, say }) {
    const server = await startBodyServer()
    const window = await openWindow()
    const { page } = window
    try {
      await window.connect(server.connection)
      const load = await measureWindow(window)
      const samples: number[] = []
      let longest = 0
      for (let run = 0; run <= runs; run++) {
        const lines = await show(page, load, server, `/lines/${run * 2}`)
        const long = await show(page, load, server, `/long/${run * 2 + 1}`)
        say(`  run ${run} of ${runs}: 100 MB ${Math.round(lines.ms)} ms, one line ${Math.round(long.ms)} ms`)
        // The first time the view itself is loaded.
        if (run === 0) continue
        samples.push(Math.max(lines.ms, long.ms))
        longest = Math.max(longest, lines.longest, long.longest)
      }
      const task = longest === 0 ? 'under 50' : String(longest)
      return {
        samples,
        broken: longest > longestTaskMs ? [`no task of the window over ${longestTaskMs} ms`] : [],
        notes: [`The longest task of the window took ${task} ms.`],
      }
    } finally {
      await window.close()
      await server.close()
    }
  },
}

/** Sends a request in a tab of its own: milliseconds from when the server was done to when the window shows it. */
async function show(page: Page, load: WindowLoad, server: BodyServer, path: string) {
  const number = path.slice(path.lastIndexOf('/') + 1)
  await page.keyboard.press('ControlOrMeta+Shift+N')
  await page.getByRole('textbox', { name: 'Path', exact: true }).fill(path)
  const shown = page.evaluate(
    ({ wanted, limitMs }) =>
      new Promise<number>((resolve, reject) => {
        const end = performance.now() + limitMs
        const look = (): void => {
          const body = document.querySelector('[aria-label="Body of the answer"]')
          if (body?.textContent?.includes(wanted) === true) resolve(Date.now())
          else if (performance.now() > end) reject(new Error(`${wanted} did not come on screen.`))
          else requestAnimationFrame(look)
        }
        look()
      }),
    { wanted: `Answer ${number}.`, limitMs: 60_000 },
  )
  await load.longestTask()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const shownAt = await shown
  const longest = await load.longestTask()
  const leftAt = await server.leftAt(number)
  await page.keyboard.press('ControlOrMeta+W')
  return { ms: Math.max(0, shownAt - leftAt), longest }
}
