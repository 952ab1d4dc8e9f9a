import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExportedDataset, ExportProgress } from '../../../../../shared/datasets.ts'
import { ExplorerError, type Result } from '../../../../../shared/errors.ts'
import { useNotice } from '../../../app/notice.ts'
import { useRunningExports } from './running-exports.ts'

const datasetId = 'd'
let tell: (progress: ExportProgress) => void
let end: (result: Result<ExportedDataset | null>) => void
let cancels: string[]

/** What main answers is up to each test. */
beforeEach(() => {
  cancels = []
  useNotice.getState().dismiss()
  vi.stubGlobal('window', {
    explorer: {
      app: { cancel: ({ requestId }: { readonly requestId: string }) => cancels.push(requestId) },
      datasets: {
        export: () =>
          new Promise(resolve => {
            end = resolve
          }),
      },
      on: {
        datasetExport: (listener: typeof tell) => {
          tell = listener
          return () => undefined
        },
      },
    },
  })
})

const refused = (code: 'cancelled' | 'internal') =>
  end({ ok: false, error: new ExplorerError(code, 'It did not end well.').toData() })
const running = () => useRunningExports.getState().running.get(datasetId)

describe('an export', () => {
  it('is known by its dataset, however many views come and go, until it ends', async () => {
    const ended = useRunningExports.getState().start({ datasetId, format: 'csv' })
    expect(running()?.progress).toBeNull()
    tell({ datasetId, rows: 5, total: 9 })
    tell({ datasetId: 'another', rows: 1, total: 2 })
    expect(running()?.progress).toEqual({ datasetId, rows: 5, total: 9 })
    end({ ok: true, value: { path: '/tmp/all.csv', rows: 9, bytes: 99, notes: [] } })
    await ended
    expect(running()).toBeUndefined()
    expect(useNotice.getState().error).toBeNull()
  })

  it('that was cancelled here says nothing more', async () => {
    const ended = useRunningExports.getState().start({ datasetId, format: 'csv' })
    useRunningExports.getState().cancel(datasetId)
    expect(cancels).toHaveLength(1)
    refused('cancelled')
    await ended
    expect(useNotice.getState().error).toBeNull()
  })

  it('that failed, or ended with its dataset, is told', async () => {
    const failed = useRunningExports.getState().start({ datasetId, format: 'csv' })
    refused('internal')
    await failed
    expect(useNotice.getState().error?.code).toBe('internal')
    const gone = useRunningExports.getState().start({ datasetId, format: 'csv' })
    refused('cancelled')
    await gone
    expect(useNotice.getState().error?.message).toContain('its dataset went')
  })
})
