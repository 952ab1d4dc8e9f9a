import type { Worker } from 'node:worker_threads'
import {
  type BodyMatches,
  type BodyPreview,
  type BodySearch,
  type ByteMark,
  type LinePiece,
  searchSeconds,
} from '../../shared/bodies.ts'
import { ExplorerError } from '../../shared/errors.ts'
import {
  type BodyFacts,
  type BodyLines,
  type BodyTextView,
  type HexRow,
  hexRowBytes,
  maxWindowLines,
} from '../../shared/requests.ts'
import { writeWholeFile } from '../api/index.ts'
import { bodyPreview } from './body-preview.ts'
import { bodyLine, hexRows, shownLineBytes } from './body-text.ts'
import { createFilteredBodies, type FilteredBodies } from './filtered-bodies.ts'
import { findInBody } from './find-in-body.ts'
import {
  type BodyWriter,
  createKeptBodies,
  type Kept,
  type KeptBodies,
  type KeptBodiesOptions,
  whileDiskAllows,
} from './kept-bodies.ts'
import { linePiece } from './line-piece.ts'
import type { Spool } from './spool.ts'
import { suggestedName } from './suggested-name.ts'

export interface ResponsesOptions extends KeptBodiesOptions {
  /** Starts the thread of `body-worker.ts`. */
  readonly startWorker: () => Worker
  /** How long a search may take, in milliseconds. */
  readonly searchMs?: number
}

/** A line of a view. */
export interface PlaceInLine {
  readonly view: BodyTextView
  readonly line: number
  /** Bytes of the line before the part that is asked for. */
  readonly from: number
  /** What to mark in it. */
  readonly marks: readonly ByteMark[]
}

/** The bytes of a body that is kept, for what is made of it elsewhere. */
export interface BodySource {
  readonly kind: BodyFacts['kind']
  readonly contentType: string
  readonly bytes: number
  /** All bytes in order, secrets that were sent masked. Throws `not_found` when the body is closed meanwhile. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Bodies of answers, kept on this side; the window sees as much as it shows. */
export interface Responses
  extends Pick<KeptBodies, 'start' | 'close' | 'dispose'>,
    Pick<FilteredBodies, 'filter'> {
  /** A place for the next body. Secrets that were sent are hidden where the server sends them back. */
  open(secrets: readonly string[]): Promise<BodyWriter>
  lines(responseId: string, view: BodyTextView, from: number, to: number): Promise<BodyLines>
  /** Rows of bytes, 16 each. */
  bytes(responseId: string, fromRow: number, toRow: number): Promise<readonly HexRow[]>
  /** A part of a line that is too long to be shown. */
  piece(responseId: string, place: PlaceInLine): Promise<LinePiece>
  search(responseId: string, search: BodySearch, signal?: AbortSignal): Promise<BodyMatches>
  preview(responseId: string): Promise<BodyPreview>
  /** A name for the file of a body that came from an address. */
  suggestedName(responseId: string, url: string): ReturnType<typeof suggestedName>
  /** Writes the body as it came. There is no half file, also when it is cancelled. */
  save(responseId: string, path: string, signal?: AbortSignal): Promise<void>
  source(responseId: string): Promise<BodySource>
}

/** Bytes that are read at once where a body is read as a whole. */
const chunkBytes = 1024 * 1024

export function createResponses(options: ResponsesOptions): Responses {
  const bodies = createKeptBodies(options)

  const { startWorker, searchMs = searchSeconds * 1000 } = options
  const filtered = createFilteredBodies(bodies, startWorker)

  /** The bytes of a view, made as far as a line. */
  const viewOf = async (kept: Kept, view: BodyTextView, line: number): Promise<Spool> => {
    if (view === 'raw' || kept.facts.kind !== 'json') return kept.raw
    await whileDiskAllows(() => kept.prettyBody.upTo(line))
    return kept.pretty
  }

  return {
    start: bodies.start,
    open: secrets => bodies.open(secrets),

    async lines(responseId, view, from, to) {
      const kept = bodies.find(responseId)
      const end = Math.min(to, from + maxWindowLines)
      const spool = await viewOf(kept, view, end)
      const ranges = await spool.lineRanges(from, end)
      const lines = await Promise.all(
        ranges.map(async range =>
          bodyLine(
            range,
            await spool.read(range.from, Math.min(range.to, range.from + shownLineBytes)),
            kept.decoder,
          ),
        ),
      )
      const isPretty = spool === kept.pretty
      return {
        from,
        lines,
        total: spool.lines(),
        complete: !isPretty || kept.prettyBody.complete(),
        problem: isPretty ? kept.prettyBody.problem() : null,
      }
    },

    async piece(responseId, { view, line, from, marks }) {
      const kept = bodies.find(responseId)
      const piece = await linePiece(await viewOf(kept, view, line), kept.decoder, line, from, marks)
      if (piece !== null) return piece
      throw new ExplorerError('not_found', 'The body has no such line.')
    },

    async bytes(responseId, fromRow, toRow) {
      const rows = Math.min(toRow - fromRow, maxWindowLines)
      const from = fromRow * hexRowBytes
      return hexRows(await bodies.find(responseId).raw.read(from, from + rows * hexRowBytes))
    },

    filter: filtered.filter,

    search: (responseId, search, signal) =>
      bodies.use(responseId, kept =>
        findInBody(kept, search, { startWorker, timeLimitMs: searchMs, signal }),
      ),

    preview: responseId => bodies.use(responseId, bodyPreview),

    suggestedName(responseId, url) {
      const { contentType, facts } = bodies.find(responseId)
      return suggestedName(url, contentType, facts.kind)
    },

    save: (responseId, path, signal) =>
      bodies.use(responseId, () => writeWholeFile(path, untilAborted(chunksOf(bodies, responseId), signal))),

    async source(responseId) {
      const { facts, contentType } = bodies.find(responseId)
      return {
        kind: facts.kind,
        contentType,
        bytes: facts.bytes,
        chunks: () => chunksOf(bodies, responseId),
      }
    },

    close: bodies.close,

    dispose: bodies.dispose,
  }
}

async function* chunksOf(bodies: KeptBodies, responseId: string): AsyncIterable<Uint8Array> {
  const read = ({ raw }: Kept, at: number): Promise<Buffer> => raw.read(at, at + chunkBytes)
  const { bytes } = bodies.find(responseId).facts
  for (let at = 0; at < bytes; at += chunkBytes) yield await bodies.use(responseId, kept => read(kept, at))
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncIterable<T> {
  for await (const item of items) {
    if (signal?.aborted === true) throw new ExplorerError('cancelled', 'Saving was cancelled.')
    yield item
  }
}
