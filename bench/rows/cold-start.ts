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
      start(project, keyring.env, page =>
        page.getByRole('main').getByRole('button', { name: 'Explore the demo cloud' }).waitFor(),
      )
    const empty = () => start(emptyApp, keyring.env, page => page.getByText('Empty').waitFor())
    try {
      await ours()
      await empty()
      return { samples: await ratiosOf(bench, ours, empty) }
    } finally {
      await keyring.stop()
    }
  },
}

/** Milliseconds from starting an app until its window is as it should be. */
async function start(
  folder: string,
  keyring: Readonly<Record<string, string>>,
  usable: (page: Page) => Promise<void>,
): Promise<number> {
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
      await usable(await app.firstWindow())
      return performance.now() - startedAt
    } finally {
      await app.close()
    }
  } finally {
    await rm(userData, { recursive: true, force: true })
  }
}
