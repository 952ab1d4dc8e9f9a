import {
  type BodyFacts,
  type BodyLines,
  type BodyTextView,
  type HexRow,
  hexRowBytes,
  maxWindowLines,
} from '../../shared/requests.ts'
import { bodyLine, hexRows, shownLineBytes } from './body-text.ts'
import {
  type BodyWriter,
  createKeptBodies,
  type Kept,
  type KeptBodies,
  type KeptBodiesOptions,
  whileDiskAllows,
} from './kept-bodies.ts'

export type ResponsesOptions = KeptBodiesOptions

/** The bytes of a body that is kept, for what is made of it elsewhere. */
export interface BodySource {
  readonly kind: BodyFacts['kind']
  readonly contentType: string
  readonly bytes: number
  /** All bytes in order, secrets that were sent masked. Throws `not_found` when the body is closed meanwhile. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Bodies of answers, kept on this side; the window sees as much as it shows. */
export interface Responses extends Pick<KeptBodies, 'start' | 'close' | 'dispose'> {
  /** A place for the next body. Secrets that were sent are hidden where the server sends them back. */
  open(secrets: readonly string[]): Promise<BodyWriter>
  lines(responseId: string, view: BodyTextView, from: number, to: number): Promise<BodyLines>
  /** Rows of bytes, 16 each. */
  bytes(responseId: string, fromRow: number, toRow: number): Promise<readonly HexRow[]>
  source(responseId: string): Promise<BodySource>
}

/** Bytes that are read at once where a body is read as a whole. */
const chunkBytes = 1024 * 1024

export function createResponses(options: ResponsesOptions): Responses {
  const bodies = createKeptBodies(options)

  return {
    start: bodies.start,
    open: bodies.open,

    async lines(responseId, view, from, to) {
      const { raw, pretty, prettyBody, facts, decoder } = bodies.find(responseId)
      const isPretty = view === 'pretty' && facts.kind === 'json'
      const end = Math.min(to, from + maxWindowLines)
      if (isPretty) await whileDiskAllows(() => prettyBody.upTo(end))
      const spool = isPretty ? pretty : raw
      const ranges = await spool.lineRanges(from, end)
      const lines = await Promise.all(
        ranges.map(async range =>
          bodyLine(
            range,
            await spool.read(range.from, Math.min(range.to, range.from + shownLineBytes)),
            decoder,
          ),
        ),
      )
      return {
        from,
        lines,
        total: spool.lines(),
        complete: !isPretty || prettyBody.complete(),
        problem: isPretty ? prettyBody.problem() : null,
      }
    },

    async bytes(responseId, fromRow, toRow) {
      const rows = Math.min(toRow - fromRow, maxWindowLines)
      const from = fromRow * hexRowBytes
      return hexRows(await bodies.find(responseId).raw.read(from, from + rows * hexRowBytes))
    },

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
