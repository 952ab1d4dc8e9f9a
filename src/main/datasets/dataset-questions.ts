import type { CallInput } from '../../shared/contract.ts'
import { type DatasetSchema, maxDatasetRows, type SchemaField } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { type Comparison, compareDatasets } from './compare-datasets.ts'
import { copiedDocuments } from './copy-documents.ts'
import type { DatasetFiles } from './dataset-files.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import type { Datasets, DatasetsParts } from './datasets.ts'
import { describeField } from './describe-fields.ts'
import { exportDataset } from './export-dataset.ts'
import type { LiveDataset } from './live-dataset.ts'
import type { LiveDatasets } from './live-datasets.ts'
import { queryTableOf } from './query-table.ts'
import { pointsOf } from './sampled-points.ts'
import { typesOfDataset } from './types-of-dataset.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

/** What can be asked of a dataset, and what is opened for it. */
export type DatasetQuestions = Pick<
  Datasets,
  | 'changes'
  | 'documentChanges'
  | 'rows'
  | 'document'
  | 'group'
  | 'schema'
  | 'queryTables'
  | 'fields'
  | 'types'
  | 'points'
  | 'copy'
  | 'export'
> & {
  /** Lets go of the table of a dataset. */
  closeTable(entry: LiveDataset): Promise<void>
}

/** Changed documents that are given at a time. */
const maxChanges = 100

export function createDatasetQuestions(
  parts: Pick<DatasetsParts, 'startWorker' | 'onExport'>,
  live: LiveDatasets,
  files: DatasetFiles,
  viewer: WorkerClient,
): DatasetQuestions {
  const closeTable = async (entry: LiveDataset): Promise<void> => {
    const { table } = entry
    entry.table = null
    entry.schema = null
    // A table that could not be opened has been reported to whoever asked for it.
    await table?.then(
      open => open.close(),
      () => undefined,
    )
  }

  const tableOf = (id: string): Promise<DatasetTable> => {
    const entry = live.get(id)
    const { record } = entry
    if (record.state !== 'ready') {
      throw new ExplorerError('invalid_input', 'The documents are still being loaded.', {
        hint: 'Wait until loading has ended, or resume it.',
        retryable: true,
      })
    }
    entry.table ??= openTable({
      database: files.databaseOf(id),
      documents: record.documents,
      fields: record.fields,
      droppedFields: record.droppedFields,
      worker: viewer,
    })
    const { table } = entry
    table.catch(() => {
      if (entry.table === table) entry.table = null
    })
    return table
  }

  const describe = async (entry: LiveDataset): Promise<DatasetSchema> => {
    const { documents, expected, droppedFields } = entry.record
    const table = await tableOf(entry.record.id)
    const fields = await table.lend(async (connection, closing) => {
      const described: SchemaField[] = []
      for (const index of table.fields.keys()) {
        if (closing.aborted) throw new ExplorerError('cancelled', 'Cancelled.')
        described.push(await describeField(table, connection, index, documents))
      }
      return described
    })
    return { documents, isComplete: expected === null || documents >= expected, fields, droppedFields }
  }

  /** Compares with the version before, once. */
  const compare = async (id: string): Promise<Comparison> => {
    const entry = live.get(id)
    const { previousId } = entry.record
    if (previousId === null) {
      throw new ExplorerError('not_found', 'There is no earlier version of this dataset.')
    }
    const [now, before] = [await tableOf(id), await tableOf(previousId)]
    entry.comparison ??= now.lend((_, closing) => compareDatasets(now, before, closing))
    const { comparison } = entry
    comparison.catch(() => {
      if (entry.comparison === comparison) entry.comparison = null
    })
    return comparison
  }

  return {
    closeTable,

    async changes({ datasetId, from, to }) {
      const { rows, ...counts } = await compare(datasetId)
      const some = rows.slice(from, Math.min(to, from + maxChanges))
      const now = await tableOf(datasetId)
      const before = await tableOf(live.get(datasetId).record.previousId ?? '')
      const after = await textsOf(
        now,
        some.map(row => row.now),
      )
      const earlier = await textsOf(
        before,
        some.map(row => row.before),
      )
      const pairs = some.map((_, at) => ({ before: earlier[at] ?? null, after: after[at] ?? null }))
      const found = await viewer.run('changes', { pairs })
      const documents = some.flatMap(({ kind }, at) => {
        const change = found[at]
        return change === undefined ? [] : [{ kind, ...change }]
      })
      return { ...counts, documents }
    },

    async documentChanges({ datasetId, documentId }) {
      const { previousId } = live.get(datasetId).record
      if (previousId === null || live.find(previousId) === undefined) return []
      const textOf = async (id: string): Promise<string | null> => {
        const table = await tableOf(id)
        const [text = null] = await textsOf(table, [await table.rowOf(documentId)])
        return text
      }
      const pair = { before: await textOf(previousId), after: await textOf(datasetId) }
      const [found] = await viewer.run('changes', { pairs: [pair] })
      return found?.fields ?? []
    },

    async rows({ datasetId, ...input }) {
      const to = Math.min(input.to, input.from + maxDatasetRows)
      const entry = live.get(datasetId)
      if (isPlain(entry, input)) {
        const rows = await entry.pages.rows(input.from, to)
        if (rows.total > 0 || entry.record.state === 'loading') return rows
        // The pages went, so the table is there in a moment.
        await entry.run?.ended
      }
      return (await tableOf(datasetId)).rows({ ...input, to })
    },
    async document({ datasetId, ...input }) {
      const entry = live.get(datasetId)
      if (isPlain(entry, input)) return entry.pages.document(input.row)
      return (await tableOf(datasetId)).document(input)
    },
    async group({ datasetId, ...input }) {
      return (await tableOf(datasetId)).groups(input)
    },

    async schema(id) {
      const entry = live.get(id)
      entry.schema ??= describe(entry)
      const { schema } = entry
      schema.catch(() => {
        if (entry.schema === schema) entry.schema = null
      })
      return schema
    },

    queryTables: () =>
      live
        .all()
        .filter(({ record }) => record.state === 'ready')
        .map(({ record }) => queryTableOf(record, files.databaseOf(record.id))),

    async fields(id) {
      const { fields } = await tableOf(id)
      return fields.map(({ keys, isSecret }) => ({ path: keys.join('.'), keys, masked: isSecret }))
    },

    async types({ datasetId, language }, signal) {
      const { name, documents } = live.get(datasetId).record
      return typesOfDataset(language, {
        ...{ table: await tableOf(datasetId), documents, name, signal },
        ownWorker: () => createWorkerClient(parts.startWorker),
      })
    },

    async points({ datasetId, ...input }) {
      const table = await tableOf(datasetId)
      return table.lend(connection => pointsOf(connection, table.fields, input))
    },

    copy: async (input, signal) => copiedDocuments(input, await tableOf(input.datasetId), viewer, signal),

    async export(input, path, signal) {
      return exportDataset(input, path, {
        table: await tableOf(input.datasetId),
        name: live.get(input.datasetId).record.name,
        worker: viewer,
        ownWorker: () => createWorkerClient(parts.startWorker),
        onProgress: parts.onExport,
        signal,
      })
    },
  }
}

/** Documents by their rows; null where there is no row. */
async function textsOf(
  table: DatasetTable,
  rows: readonly (number | null)[],
): Promise<readonly (string | null)[]> {
  const there = rows.filter(row => row !== null)
  const texts = await table.texts(there)
  return rows.map(row => (row === null ? null : (texts[there.indexOf(row)] ?? null)))
}

/** Whether rows are asked for as they came, of a dataset that is not a table yet. */
function isPlain(
  { record }: LiveDataset,
  { filters = [], sort }: Pick<CallInput<'datasets.rows'>, 'filters' | 'sort'>,
): boolean {
  return record.state !== 'ready' && filters.length === 0 && sort === undefined
}
