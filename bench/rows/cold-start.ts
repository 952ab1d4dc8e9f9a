import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright'
import { startKeyring } from '../../tools/with-keyring.mjs'
import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'

const project = join(import.meta.dirname, '..', '..')
const emptyApp = join(import.meta.dirname, '..', 'support', 'empty-app')

/** From nothing to a window that can be used, on a data folder that is new. */
export const coldStart: RowPlan = {
  id: 'cold-start',
  what: 'start of the app to a usable window',
  against: 'an empty window of the same runtime',
  goal: 1.5,
  async measure(bench) {
    const keyring = await startKeyring()
    const ours = () =>
      start(project, keyring.env, { selector: 'main button', text: 'Explore the demo cloud' })
    const empty = () => start(emptyApp, keyring.env, { selector: 'p', text: 'Empty' })
    try {
      await ours()
      await empty()
      return { samples: await ratiosOf(bench, ours, empty) }
    } finally {
      await keyring.stop()
    }
  },
}

interface Part {
  readonly selector: string
  readonly text: string
}

/** Milliseconds from starting an app until a part of its window is on screen. Throws where that takes no click. */
async function start(folder: string, keyring: Readonly<Record<string, string>>, part: Part): Promise<number> {
  const userData = await mkdtemp(join(tmpdir(), 'bench-start-'))
  const env = Object.entries({ ...process.env, ...keyring }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  try {
    const startedAt = performance.now()
    const app = await _electron.launch({
      cwd: folder,
      args: ['.', `--user-data-dir=${userData}`],
      env: Object.fromEntries(env),
    })
    try {
      const page = await app.firstWindow()
      while (!(await isShown(page, part))) {
        // The empty page that a window begins with has given way to the app's.
      }
      const took = performance.now() - startedAt
      await page.locator(part.selector, { hasText: part.text }).click({ trial: true })
      return took
    } finally {
      await app.close()
    }
  } finally {
    await rm(userData, { recursive: true, force: true })
  }
}

/**
 * True in the frame that shows the part, false when the page has gone before. The page looks by itself at each frame:
 * Playwright's waiting looks every half a second after a while, and its search by role takes 50 ms of a page's time.
 */
async function isShown(page: Page, wanted: Part): Promise<boolean> {
  const seen = page.evaluate(
    ({ selector, text }) =>
      new Promise<boolean>(resolve => {
        const look = (): void => {
          const found = [...document.querySelectorAll(selector)].some(
            part => part.textContent?.includes(text) === true && part.checkVisibility(),
          )
          requestAnimationFrame(found ? () => resolve(true) : look)
        }
        look()
      }),
    wanted,
  )
  return seen.catch((error: unknown) => {
    if (String(error).includes('Execution context was destroyed')) return false
    throw error
  })
}
