import { ExplorerError } from '../../shared/errors.ts'
import type { FoundArray } from './array-finder.ts'
import { type ScanTarget, textGoesOn, wholeOrEnvelope } from './array-scanner.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import { createPageFiles, type PageFiles } from './page-files.ts'
import { prepareTable } from './prepare-table.ts'
import type { SplitProgress } from './split-stream.ts'
import type { WorkerClient } from './worker-client.ts'

/** A text that can be gone through more than once. */
export interface TextSource {
  chunks(): AsyncIterable<Uint8Array>
  /** Called when it is not needed any more. */
  release?(): Promise<void>
}

interface SplitParts {
  readonly files: DatasetFiles
  /** Does nothing else meanwhile. */
  readonly worker: WorkerClient
  readonly update: (change: Partial<DatasetRecord>) => Promise<void>
  /** Told of what is here so far. */
  readonly onProgress: (progress: SplitProgress) => void
}

/**
 * Makes a dataset of the documents of a text: those of the array at the path of `target`, or of the longest one where
 * it names none and there is no envelope. Ends with the record `ready`. What follows the first error in the text is
 * left out, which a note says.
 */
export async function runSplit(
  id: string,
  text: TextSource,
  target: ScanTarget,
  parts: SplitParts,
  signal: AbortSignal,
): Promise<void> {
  const { files, worker, update } = parts
  const pages = await createPageFiles(files.pagesOf(id))
  await startAnew(pages, files.pagesOf(id))
  let report = await split(files.pagesOf(id), text, target, parts, signal)
  if (goesOn(report) && target === wholeOrEnvelope) {
    // Not one value but several: a file of lines under another name.
    await startAnew(pages, files.pagesOf(id))
    report = await split(files.pagesOf(id), text, { path: null, isSequence: true }, parts, signal)
  }
  if (report.shape !== 'list' && target.path === null && report.error === null) {
    const longest = (await findArrays(text, worker, signal)).reduce<FoundArray | null>(
      (best, array) => (best === null || array.entries > best.entries ? array : best),
      null,
    )
    if (longest === null) throw noList()
    report = await split(files.pagesOf(id), text, { ...target, path: longest.path }, parts, signal)
  }
  const { error } = report
  if (report.shape !== 'list' || (error !== null && report.documents === 0)) {
    throw error === null ? noList() : broken(report.line, error.message)
  }
  const notes =
    error === null
      ? []
      : [
          `The text goes wrong in line ${report.line.toLocaleString('en-US')}: ${error.message}. These are the documents before it.`,
        ]
  await text.release?.()
  await prepareTable(id, { files, update, notes: async () => notes }, signal)
}

async function startAnew(pages: PageFiles, folder: string): Promise<void> {
  await pages.removeAll()
  await createPageFiles(folder)
}

/** The arrays of a text, in its order. */
export async function findArrays(
  text: TextSource,
  worker: WorkerClient,
  signal: AbortSignal,
): Promise<readonly FoundArray[]> {
  let found: readonly FoundArray[] = []
  let isFirst = true
  for await (const chunk of text.chunks()) {
    signal.throwIfAborted()
    const bytes = new Uint8Array(chunk)
    found = await worker.run('findArrays', { bytes, isFirst }, [bytes.buffer])
    isFirst = false
  }
  return found
}

async function split(
  folder: string,
  text: TextSource,
  target: ScanTarget,
  { worker, onProgress }: SplitParts,
  signal: AbortSignal,
) {
  await worker.run('openSplit', { folder, target })
  for await (const chunk of text.chunks()) {
    signal.throwIfAborted()
    // The memory of a piece may belong to a pool that cannot move.
    const bytes = new Uint8Array(chunk)
    onProgress(await worker.run('pushSplit', { bytes }, [bytes.buffer]))
  }
  return worker.run('endSplit', {})
}

function goesOn({ error }: Awaited<ReturnType<typeof split>>): boolean {
  return error?.message === textGoesOn
}

function noList(): ExplorerError {
  return new ExplorerError('malformed_response', 'There is no list of documents in this text.', {
    hint: 'A table needs a JSON array.',
  })
}

function broken(line: number, message: string): ExplorerError {
  return new ExplorerError(
    'malformed_response',
    `This is not JSON: line ${line.toLocaleString('en-US')} has a mistake. ${message}.`,
    { hint: 'Nothing of it could be read as documents.' },
  )
}
