import { basename } from 'node:path'
import type { CollectionSource } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { createDatasetFiles } from './dataset-files.ts'
import { createDatasetQuestions } from './dataset-questions.ts'
import { createDatasetWork } from './dataset-work.ts'
import type { Datasets, DatasetsParts } from './datasets.ts'
import { fileFormat } from './file-format.ts'
import { errorData, type LiveDataset, viewOf } from './live-dataset.ts'
import { createLiveDatasets } from './live-datasets.ts'
import { findArrays } from './run-split.ts'
import { createWorkerClient } from './worker-client.ts'

/** Datasets from their first document to their end. */
export function createDatasets(parts: DatasetsParts): Datasets {
  const files = createDatasetFiles(parts.folder, parts.onProblem)
  // Apart from each other, so that a large page does not hold up a window of rows.
  const loader = createWorkerClient(parts.startWorker)
  const viewer = createWorkerClient(parts.startWorker)
  const live = createLiveDatasets(parts, files, viewer)
  const work = createDatasetWork(parts, live, files, loader)
  const { closeTable, ...questions } = createDatasetQuestions(parts, live, files, viewer)

  const start = (entry: LiveDataset): void => {
    const controller = new AbortController()
    const { signal } = controller
    const load = async (): Promise<void> => {
      try {
        await entry.work?.(signal)
      } catch (error) {
        if (signal.aborted) await live.update(entry, { state: 'paused' })
        else {
          if (!(error instanceof ExplorerError)) parts.onProblem('A dataset could not be loaded.', error)
          await live.update(entry, { state: 'failed', error: errorData(error) })
        }
      }
    }
    entry.run = {
      controller,
      ended: load()
        .catch((error: unknown) => parts.onProblem('A dataset could not be kept.', error))
        .finally(() => {
          entry.rate = null
          entry.run = null
        }),
    }
  }

  const stop = async (entry: LiveDataset): Promise<void> => {
    const { run } = entry
    run?.controller.abort()
    await run?.ended
  }

  const remove = async (id: string): Promise<void> => {
    const entry = live.get(id)
    live.forget(id)
    await stop(entry)
    await closeTable(entry)
    await parts.onRelease(id)
    await files.remove(id)
    parts.onRemove(id)
  }

  /** Made of an answer that nobody sees any more; one that was pinned when its answer went is none of them. */
  const orphans = new Set<string>()
  let shownIds: ReadonlySet<string> = new Set()
  const removeOrphans = async (): Promise<void> => {
    for (const id of [...orphans].filter(each => !shownIds.has(each))) {
      orphans.delete(id)
      if (live.find(id) !== undefined) await remove(id)
    }
  }

  /** Of a collection that is refreshed again and again, two versions are kept, and one that alone is pinned. */
  const forgetVersionBefore = async (id: string | null): Promise<void> => {
    if (id === null) return
    const { previousId, pinned } = live.get(id).record
    const entry = previousId === null ? undefined : live.find(previousId)
    // A pin goes on to the next version, which is pinned in the place of this one.
    if (entry !== undefined && (pinned || !entry.record.pinned)) await remove(entry.record.id)
  }

  const readFolder = async (): Promise<void> => {
    for (const record of await files.readAll()) {
      const isReady = record.state === 'ready'
      // What was not a collection cannot be had again, unless all of it was here.
      if (isReady ? !record.pinned : record.source.kind !== 'collection') await files.remove(record.id)
      else {
        const isHalf = record.state === 'loading' || record.state === 'preparing'
        const entry = live.adopt(isHalf ? { ...record, state: 'paused' } : record)
        if (record.source.kind === 'collection') entry.work = work.ofCollection(entry, record.source)
        entry.diskBytes = await files.sizeOf(record.id)
      }
    }
  }
  let opened: Promise<void> | null = null
  const open = (): Promise<void> => {
    opened ??= readFolder()
    return opened
  }
  /** Nothing new begins before the folder was read, which would take it for the rest of a crash. */
  const whenOpen = async (): Promise<void> => {
    // Whoever opens is told what went wrong; what can be had without those on disk goes on.
    await open().catch(() => undefined)
  }

  return {
    ...questions,
    open,

    async list() {
      await whenOpen()
      return live.all().map(viewOf)
    },

    async loadAll(source, name, previousId) {
      await whenOpen()
      await forgetVersionBefore(previousId)
      const collection: CollectionSource = { kind: 'collection', ...source }
      const before = previousId === null ? null : live.get(previousId).record
      const entry = live.adopt({
        ...live.newRecord(name, collection),
        previousId,
        firstCreatedAt: before === null ? null : (before.firstCreatedAt ?? before.createdAt),
        // What was to be kept is kept in its new version too.
        pinned: before?.pinned ?? false,
      })
      entry.work = work.ofCollection(entry, collection)
      await live.update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async fromResponse({ connectionId, responseId, path, name }) {
      await whenOpen()
      const known = live.all().find(({ record: { source, state } }) => {
        const isSame = source.kind === 'response' && source.responseId === responseId
        return isSame && state !== 'failed' && JSON.stringify(source.path) === JSON.stringify(path)
      })
      if (known !== undefined) return viewOf(known)
      const entry = live.adopt(live.newRecord(name, { kind: 'response', connectionId, responseId, path }))
      entry.work = work.ofResponse(entry, responseId, path)
      await live.update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async fromFile(path) {
      const format = await fileFormat(path)
      await whenOpen()
      const file = basename(path)
      const entry = live.adopt(live.newRecord(file.slice(0, 200), { kind: 'file', file, format }))
      entry.work = work.ofFile(entry, path, format)
      await live.update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async arrays(responseId, signal) {
      const worker = createWorkerClient(parts.startWorker)
      try {
        return await findArrays(await parts.bodyOf(responseId), worker, signal)
      } finally {
        await worker.stop()
      }
    },

    async pause(id) {
      const entry = live.get(id)
      await stop(entry)
      return viewOf(entry)
    },

    async resume(id) {
      const entry = live.get(id)
      const { state } = entry.record
      if (state === 'paused' || state === 'failed') {
        // It may have told of its end and still be ending.
        await entry.run?.ended
        entry.record = { ...entry.record, state: 'loading', error: null }
        start(entry)
        live.tell(entry)
      }
      return viewOf(entry)
    },

    async pin(id, pinned) {
      const entry = live.get(id)
      if (pinned) orphans.delete(id)
      await live.update(entry, { pinned })
      return viewOf(entry)
    },

    remove,

    async forgetConnection(connectionId) {
      await whenOpen()
      for (const { record } of live.all()) {
        const { id, source } = record
        if (source.kind !== 'file' && source.connectionId === connectionId) await remove(id)
      }
    },

    async forgetResponse(responseId) {
      for (const { record } of live.all()) {
        const isOfIt = record.source.kind === 'response' && record.source.responseId === responseId
        if (isOfIt && !record.pinned) orphans.add(record.id)
      }
      await removeOrphans()
    },

    async show(datasetIds) {
      shownIds = new Set(datasetIds)
      await removeOrphans()
    },

    nameOf: id => live.get(id).record.name,

    async close() {
      await opened?.catch(() => undefined)
      for (const entry of live.all()) {
        await stop(entry)
        await closeTable(entry)
        const { id, state, pinned } = entry.record
        if (state === 'ready' && !pinned) await files.remove(id)
      }
      for (const { record } of live.all()) live.forget(record.id)
      await Promise.all([loader.stop(), viewer.stop()])
    },
  }
}
