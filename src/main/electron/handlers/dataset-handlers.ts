import { BrowserWindow, clipboard, dialog, type OpenDialogOptions } from 'electron'
import type { Datasets } from '../../datasets/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

type DatasetCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `datasets.${string}`>>

/** Calls of datasets. */
export function datasetHandlers(datasets: Datasets): DatasetCalls {
  return {
    'datasets.list': () => datasets.list(),
    'datasets.loadAll': ({ name, previousId, ...source }) => datasets.loadAll(source, name, previousId),
    'datasets.changes': input => datasets.changes(input),
    'datasets.documentChanges': input => datasets.documentChanges(input),
    'datasets.fromResponse': input => datasets.fromResponse(input),
    'datasets.openFile': async () => {
      const path = await askForDocuments()
      return path === null ? null : datasets.fromFile(path)
    },
    'datasets.arrays': ({ responseId }, { signal }) => datasets.arrays(responseId, signal),
    'datasets.pause': ({ datasetId }) => datasets.pause(datasetId),
    'datasets.resume': ({ datasetId }) => datasets.resume(datasetId),
    'datasets.pin': ({ datasetId, pinned }) => datasets.pin(datasetId, pinned),
    'datasets.remove': async ({ datasetId }) => {
      await datasets.remove(datasetId)
      return null
    },
    'datasets.show': async ({ datasetIds }) => {
      await datasets.show(datasetIds)
      return null
    },
    'datasets.rows': input => datasets.rows(input),
    'datasets.document': input => datasets.document(input),
    'datasets.group': input => datasets.group(input),
    'datasets.points': input => datasets.points(input),
    'datasets.fields': ({ datasetId }) => datasets.fields(datasetId),
    'datasets.types': (input, { signal }) => datasets.types(input, signal),
    'datasets.schema': ({ datasetId }) => datasets.schema(datasetId),
    'datasets.copy': async (input, { signal }) => {
      const { text, rows } = await datasets.copy(input, signal)
      await clipboard.writeText(text)
      return { rows }
    },
    'datasets.export': async (input, { signal }) => {
      const path = await askWhereToSave(datasets.nameOf(input.datasetId), input.format)
      return path === null ? null : datasets.export(input, path, signal)
    },
  }
}

/** The file that the person chose; null when they cancelled. */
async function askForDocuments(): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: 'Open a file of documents',
    properties: ['openFile'],
    filters: [
      { name: 'Documents', extensions: ['json', 'ndjson', 'jsonl', 'csv', 'tsv', 'parquet'] },
      { name: 'All files', extensions: ['*'] },
    ],
  }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}
