import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { CollectionSource, FileFormat } from '../../shared/datasets.ts'
import { type ScanTarget, wholeOrEnvelope } from './array-scanner.ts'
import { convertFile } from './convert-file.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetsParts } from './datasets.ts'

import type { LiveDataset } from './live-dataset.ts'
import type { LiveDatasets } from './live-datasets.ts'
import { createLoadRate } from './load-rate.ts'
import { runLoad } from './run-load.ts'
import { runSplit, type TextSource } from './run-split.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

/** Brings the documents of a dataset. */
type Work = (signal: AbortSignal) => Promise<void>

/** How the documents of each kind of source come. */
export interface DatasetWork {
  ofCollection(entry: LiveDataset, source: CollectionSource): Work
  /** `path`: keys that lead to the array; null for the one that is found. */
  ofResponse(entry: LiveDataset, responseId: string, path: readonly string[] | null): Work
  ofFile(entry: LiveDataset, path: string, format: FileFormat): Work
}

export function createDatasetWork(
  parts: Pick<DatasetsParts, 'api' | 'connectionOf' | 'bodyOf' | 'startWorker' | 'now' | 'delay'>,
  live: LiveDatasets,
  files: DatasetFiles,
  loader: WorkerClient,
): DatasetWork {
  const ofCollection =
    (entry: LiveDataset, source: CollectionSource): Work =>
    async (signal: AbortSignal) => {
      const rate = createLoadRate(parts.now)
      entry.rate = rate
      const connection = await parts.connectionOf(source.connectionId)
      await runLoad(
        entry.record,
        connection,
        {
          ...{ source, files, worker: loader, api: parts.api, delay: parts.delay },
          update: change => live.update(entry, change),
          onPage({ documents, bytes }) {
            rate.add(documents)
            live.grow(entry, documents, bytes)
          },
        },
        signal,
      )
    }

  const splitText =
    (entry: LiveDataset, target: ScanTarget, text: () => Promise<TextSource>): Work =>
    async (signal: AbortSignal) => {
      const worker = createWorkerClient(parts.startWorker)
      const opened = await text()
      await live.update(entry, { state: 'loading', error: null, documents: 0, bytes: 0 })
      try {
        await runSplit(
          entry.record.id,
          opened,
          target,
          {
            ...{ files, worker },
            update: change => live.update(entry, change),
            onProgress({ documents, bytes }) {
              const { record } = entry
              live.grow(entry, documents - record.documents, bytes - record.bytes)
            },
          },
          signal,
        )
      } finally {
        await worker.stop()
      }
    }

  return {
    ofCollection,
    ofResponse: (entry, responseId, path) =>
      splitText(entry, path === null ? wholeOrEnvelope : { path, isSequence: false }, () =>
        parts.bodyOf(responseId),
      ),
    ofFile: (entry, path, format) => async signal => {
      if (format === 'json' || format === 'ndjson') {
        const target = format === 'json' ? wholeOrEnvelope : sequence
        return splitText(entry, target, async () => textOfFile(path))(signal)
      }
      const folder = files.folderOf(entry.record.id)
      const converted = await convertFile({ path, format, folder, signal })
      const release = (): Promise<void> => rm(converted, { force: true })
      try {
        await splitText(entry, sequence, async () => ({ ...textOfFile(converted), release }))(signal)
      } finally {
        await release()
      }
    },
  }
}

const sequence: ScanTarget = { path: null, isSequence: true }

function textOfFile(path: string): TextSource {
  return { chunks: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
}
