import type { DatasetGroups, DatasetRows } from '../../shared/datasets.ts'
import type { DocumentDetail } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { RowSelection } from './conditions.ts'
import { type Connection, type Engine, openReader, query, sqlText } from './engine.ts'
import { columnOf, type Field, findField, idIndex, valueColumn } from './field.ts'
import { type GroupInput, groupOf, groupSql } from './groups.ts'
import { createRowOrders } from './row-orders.ts'
import type { WorkerClient } from './worker-client.ts'

/** The table of a dataset that is ready. */
export interface DatasetTable {
  readonly fields: readonly Field[]
  readonly droppedFields: number
  readonly database: string
  rows(
    input: RowSelection & {
      readonly from: number
      readonly to: number
      readonly columns?: readonly (readonly string[])[] | undefined
    },
  ): Promise<DatasetRows>
  /** One document by its place among the selected ones. */
  document(input: RowSelection & { readonly row: number }): Promise<DocumentDetail>
  /** The row of the first document with an `_id`; null where there is none. */
  rowOf(id: string): Promise<number | null>
  /** The text of documents by their rows in the table. */
  texts(rows: readonly number[]): Promise<readonly string[]>
  groups(input: GroupInput): Promise<DatasetGroups>
  /** Lends a connection for long work. `closing` aborts when the table is about to close, which waits for the end. */
  lend<T>(work: (connection: Connection, closing: AbortSignal) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface TableParts {
  readonly database: string
  readonly documents: number
  readonly fields: readonly Field[]
  readonly droppedFields: number
  readonly worker: WorkerClient
}

/** Opens the table for reading. */
export async function openTable(parts: TableParts): Promise<DatasetTable> {
  const { database, documents, fields, droppedFields, worker } = parts
  const engine: Engine = await openReader(database)
  const { connection } = engine
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  let last: Promise<unknown> = Promise.resolve()

  /** One question after the other: each may keep a thread of the pool, which the whole process shares. */
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const answer = last.then(ask, ask)
    last = answer.catch(() => undefined)
    return answer
  }

  const orders = createRowOrders({
    connection,
    fields,
    documents,
    // Whoever asks for those rows next does it again, and is told what went wrong.
    later: work => void inTurn(work).catch(() => undefined),
  })

  const documentsAt = async (ids: readonly number[]): Promise<readonly string[]> => {
    if (ids.length === 0) return []
    const [first = 0] = ids
    const isRun = ids.every((id, index) => id === first + index)
    const where = isRun
      ? `rowid BETWEEN ${first} AND ${first + ids.length - 1}`
      : `rowid IN (SELECT unnest([${ids.join(', ')}]))`
    const found = await query(connection, `SELECT rowid AS id, doc FROM data WHERE ${where}`)
    const byId = new Map(found.map(({ id, doc }) => [id, String(doc)]))
    return ids.map(id => byId.get(id) ?? 'null')
  }

  return {
    fields,
    droppedFields,
    database,
    async rows({ from, to, columns, ...selection }) {
      const shown = columns === undefined ? fields : columns.map(keys => findField(fields, keys).field)
      const { total, ids, texts } = await inTurn(async () => {
        const window = await orders.window(selection, from, to)
        return { ...window, texts: await documentsAt(window.ids) }
      })
      const keys = shown.map(field => field.keys)
      const rows = ids.length === 0 ? [] : await worker.run('rows', { documents: texts, columns: keys })
      return { from, total, columns: shown.map(columnOf), droppedColumns: droppedFields, rows }
    },

    async document({ row, ...selection }) {
      const [document] = await inTurn(async () =>
        documentsAt((await orders.window(selection, row, row + 1)).ids),
      )
      if (document === undefined) {
        throw new ExplorerError('not_found', 'The dataset has no document in this place.')
      }
      return worker.run('detail', { document })
    },

    async rowOf(id) {
      const index = idIndex(fields)
      if (index < 0) return null
      const isPlain = fields[index]?.storage === 'text'
      // What is no text is compared as it was written.
      const value = isPlain ? valueColumn(index) : "json_extract_string(doc, '$._id')"
      const sql = `SELECT min(rowid) AS place FROM data WHERE ${value} = ${sqlText(id)}`
      const [found] = await inTurn(() => query(connection, sql))
      const place = found?.['place'] ?? null
      return place === null ? null : Number(place)
    },

    texts: rows => inTurn(() => documentsAt(rows)),

    async groups(input) {
      const sql = groupSql(fields, input)
      const { found, texts } = await inTurn(async () => {
        const found = await query(connection, sql)
        return { found, texts: await documentsAt(found.map(({ id }) => Number(id))) }
      })
      // A document of each group shows the value as every other view does.
      const columns = input.split === undefined ? [input.by] : [input.by, input.split]
      const rows = texts.length === 0 ? [] : await worker.run('rows', { documents: texts, columns })
      return {
        total: Number(found[0]?.total ?? 0),
        groups: found.map((row, at) => groupOf(row, rows[at]?.cells ?? [], input)),
      }
    },

    async lend(work) {
      const lent = await engine.connect()
      const interrupt = (): void => lent.interrupt()
      closing.signal.addEventListener('abort', interrupt)
      const done = work(lent, closing.signal).finally(() => {
        closing.signal.removeEventListener('abort', interrupt)
        engine.disconnect(lent)
      })
      const ended = done.catch(() => undefined).finally(() => underWay.delete(ended))
      underWay.add(ended)
      return done
    },

    async close() {
      closing.abort()
      connection.interrupt()
      // The engine must not close under a question that is being answered.
      await Promise.all([last, ...underWay])
      engine.close()
    },
  }
}
