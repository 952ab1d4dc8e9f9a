import { notifications } from '@mantine/notifications'
import { create } from 'zustand'
import type { CallInput } from '../../../../../shared/contract.ts'
import type { ExportProgress } from '../../../../../shared/datasets.ts'
import { ExplorerError } from '../../../../../shared/errors.ts'
import { invoke, listen } from '../../../app/client.ts'
import { errorData, useNotice } from '../../../app/notice.ts'

interface RunningExport {
  /** Null while where to write is being chosen. */
  readonly progress: ExportProgress | null
  readonly controller: AbortController
}

interface RunningExports {
  /** By the id of the dataset. */
  readonly running: ReadonlyMap<string, RunningExport>
  /** Writes a dataset, one file at a time. Its end is told wherever one is by then. */
  start(input: CallInput<'datasets.export'>): Promise<void>
  cancel(datasetId: string): void
}

/** Exports under way. They belong to the app, not to the view that started them, which may be left meanwhile. */
export const useRunningExports = create<RunningExports>()((set, get) => {
  const put = (datasetId: string, entry: RunningExport | null): void => {
    const running = new Map(get().running)
    if (entry === null) running.delete(datasetId)
    else running.set(datasetId, entry)
    set({ running })
  }
  return {
    running: new Map(),

    async start(input) {
      const { datasetId } = input
      if (get().running.has(datasetId)) return
      const controller = new AbortController()
      put(datasetId, { progress: null, controller })
      const stopListening = listen('datasetExport', progress => {
        if (progress.datasetId === datasetId) put(datasetId, { progress, controller })
      })
      try {
        const written = await invoke('datasets.export', input, controller.signal)
        if (written === null) return
        const rows = written.rows.toLocaleString('en-GB')
        const words = [`${rows} documents are in ${written.path}`, ...written.notes]
        notifications.show({ message: words.join('. '), autoClose: written.notes.length === 0 })
      } catch (error) {
        const isCancelled = errorData(error).code === 'cancelled'
        if (!isCancelled) useNotice.getState().show(error)
        else if (!controller.signal.aborted) useNotice.getState().show(datasetGone())
      } finally {
        stopListening()
        put(datasetId, null)
      }
    },

    cancel: datasetId => get().running.get(datasetId)?.controller.abort(),
  }
})

/** What main calls cancelled when nobody here did. */
function datasetGone(): ExplorerError {
  return new ExplorerError('not_found', 'The export was ended: its dataset went.', {
    hint: 'Load the documents again to export them.',
  })
}
