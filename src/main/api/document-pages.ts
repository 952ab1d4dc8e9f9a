import type { Connection } from '../../shared/connection.ts'
import { type AnswerMeta, blockSize, type DocumentBlock } from '../../shared/documents.ts'
import { metaOf } from './answer-meta.ts'
import { maxOddText } from './applications.ts'
import { createByteCache } from './byte-cache.ts'
import { createFlights } from './flights.ts'
import { prettyJson } from './json-writer.ts'
import type { DocumentsOf, Selection } from './selection.ts'
import { tableOf } from './table.ts'

/** Bytes of answers whose documents are kept parsed: some hundred blocks of usual documents. */
const maxCachedBytes = 32 * 1024 * 1024

/** One block as it came. `documents` is null where `data` was no list; `data` then has it. */
export interface LoadedBlock {
  readonly documents: readonly unknown[] | null
  readonly data: unknown
  readonly meta: AnswerMeta
}

/** Documents of collections in blocks of `blockSize`, kept while there is room, each asked for once at a time. */
export interface DocumentPages {
  load(
    connection: Connection,
    documents: DocumentsOf,
    block: number,
    options: { readonly fresh: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<LoadedBlock>
  forget(connectionId: string): void
}

/** `now` in milliseconds since the epoch. */
export function createDocumentPages(selection: Selection, now: () => number): DocumentPages {
  const cache = createByteCache<LoadedBlock>(maxCachedBytes)
  const flights = createFlights<LoadedBlock>()

  return {
    async load(connection, documents, block, { fresh, signal }) {
      const key = keyOf(connection, documents, block)
      const known = fresh ? undefined : cache.get(key)
      if (known !== undefined) return known
      const slice = { limit: blockSize, offset: block * blockSize }
      return flights.run(
        fresh ? `fresh ${key}` : key,
        async inner => {
          const answer = await selection.read(connection, documents, slice, inner)
          const loaded = {
            // A server that gives more than was asked for would shift every row after this block.
            documents: Array.isArray(answer.data) ? answer.data.slice(0, blockSize) : null,
            data: answer.data,
            meta: metaOf(answer, now()),
          }
          cache.set(key, loaded, answer.answer.body.length)
          return loaded
        },
        signal,
      )
    },
    forget(connectionId) {
      cache.deleteWhere(key => key.startsWith(`${connectionId} `))
    },
  }
}

/** An edited connection may reach other data, so the time of the edit is part of the key. */
function keyOf(
  connection: Connection,
  { applicationId, collectionId, query }: DocumentsOf,
  block: number,
): string {
  return `${connection.id} ${JSON.stringify([connection.updatedAt, applicationId, collectionId, query, block])}`
}

/** A loaded block as rows and columns. */
export function blockOf(block: number, { documents, data, meta }: LoadedBlock): DocumentBlock {
  if (documents === null) {
    const odd = prettyJson(data, maxOddText).text
    return { block, shape: 'odd', odd, columns: [], droppedColumns: 0, rows: [], last: true, meta }
  }
  return { block, shape: 'list', odd: null, ...tableOf(documents), last: documents.length < blockSize, meta }
}
