import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CollectionStore, StoredDocument } from '../data/collection-store.ts'
import type { Selection } from './selection.ts'

/** Text is handed on in pieces of about this many characters, and others get their turn in between. */
const PIECE = 64 * 1024

/**
 * The envelope with `limit` documents from `offset` on, made while it is read: memory stays flat whatever the
 * number, and a slow reader slows the making.
 */
export function streamDocuments(
  store: CollectionStore,
  selection: Selection,
  page: { readonly offset: number; readonly limit: number },
  view: (document: StoredDocument) => unknown,
  head: Readonly<Record<string, unknown>>,
): Readable {
  return Readable.from(pieces(store, selection, page, view, head), { objectMode: false })
}

async function* pieces(
  store: CollectionStore,
  selection: Selection,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  view: (document: StoredDocument) => unknown,
  head: Readonly<Record<string, unknown>>,
): AsyncGenerator<string> {
  let piece = `${JSON.stringify(head).slice(0, -1)},"data":[`
  const end = Math.min(selection.count, offset + limit)
  for (let rank = offset; rank < end; rank += 1) {
    const document = store.at(selection.positionAt(rank))
    if (document === undefined) break
    piece += (rank === offset ? '' : ',') + JSON.stringify(view(document))
    if (piece.length >= PIECE) {
      yield piece
      piece = ''
      await nextTurn()
    }
  }
  yield `${piece}]}`
}
