import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { percentile } from '../harness/statistics.ts'
import type { AppPage, AppWindow } from './window.ts'

/** Frames that a scroll through the table is watched for. */
const frames = 240

/** Milliseconds within which 95 of 100 frames follow each other while the table in front scrolls by a screen each. */
export async function scrollFrames({ page }: AppWindow): Promise<number> {
  const times = await page.evaluate(
    wanted =>
      new Promise<readonly number[]>((resolve, reject) => {
        const grids = [...document.querySelectorAll<HTMLElement>('[role="grid"]')]
        const grid = grids.find(one => one.checkVisibility())
        if (grid === undefined) return reject(new Error('There is no table to scroll.'))
        const taken: number[] = []
        let last = performance.now()
        const step = (now: number): void => {
          taken.push(now - last)
          last = now
          grid.scrollTop += grid.clientHeight
          if (taken.length > wanted) resolve(taken.slice(1))
          else requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    frames,
  )
  return percentile(times, 0.95)
}

/** Seconds that the export of all documents of the one ready dataset to Parquet takes. Throws where it is not whole. */
export async function exportToParquet({ app, page }: AppWindow, documents: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-export-'))
  const filePath = join(folder, 'documents.parquet')
  try {
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, filePath)
    const startedAt = performance.now()
    const written = await page.evaluate(async () => {
      const { datasets } = (globalThis as unknown as AppPage).explorer
      const list = await datasets.list({})
      const dataset = list.ok ? list.value.find(({ state }) => state === 'ready') : undefined
      if (dataset === undefined) throw new Error('The body did not become a dataset.')
      const answer = await datasets.export({ datasetId: dataset.id, format: 'parquet' })
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value?.rows ?? 0
    })
    const seconds = (performance.now() - startedAt) / 1000
    if (written !== documents || (await stat(filePath)).size === 0) {
      throw new Error(`Only ${written} of ${documents} documents were exported.`)
    }
    return seconds
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
