import type { DatasetTypes, TypesLanguage } from '../../shared/datasets.ts'
import type { DatasetTable } from './dataset-table.ts'
import { sampleForTypes } from './types-sample.ts'
import type { WorkerClient } from './worker-client.ts'

interface TypesParts {
  readonly table: DatasetTable
  readonly documents: number
  readonly name: string
  /** A worker of its own: it ends with the answer, and with it what the inference took. */
  readonly ownWorker: () => WorkerClient
  readonly signal: AbortSignal
}

/** The types of a dataset's documents as code, and what they rest on. */
export async function typesOfDataset(language: TypesLanguage, parts: TypesParts): Promise<DatasetTypes> {
  const { table, documents, name, ownWorker, signal } = parts
  const sample = await table.lend(connection => sampleForTypes(connection, table.fields, documents))
  const worker = ownWorker()
  const stop = (): void => void worker.stop()
  signal.addEventListener('abort', stop)
  try {
    signal.throwIfAborted()
    const text = await worker.run('types', { language, name, documents: sample.documents })
    return {
      ...{ language, text, documents, restsOn: sample.documents.length },
      isComplete: sample.isComplete && table.droppedFields === 0,
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.stop()
  }
}
