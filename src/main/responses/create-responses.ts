import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ExplorerError } from '../../shared/errors.ts'
import {
  type BodyFacts,
  type BodyLines,
  type BodyTextView,
  type HexRow,
  hexRowBytes,
  maxWindowLines,
} from '../../shared/requests.ts'
import { bodyKind, headBytes } from './body-kind.ts'
import { bodyLine, decoderFor, hexRows, shownLineBytes } from './body-text.ts'
import { createEchoMask } from './echo-mask.ts'
import { createPrettyBody, type PrettyBody } from './pretty-body.ts'
import { createSpool, type Spool } from './spool.ts'

export interface ResponsesOptions {
  /** Private folder for long bodies; emptied when the app starts and ends. */
  readonly folder: string
  readonly newId: () => string
  /** Bytes of one body that are kept in memory. */
  readonly memoryBytes?: number
  /** Bytes of all bodies; the oldest ones make room. */
  readonly totalBytes?: number
}

/** Takes a body while it comes. */
export interface BodyWriter {
  write(bytes: Uint8Array): Promise<void>
  /** The first bytes so far, at most 64 KB, for an explanation of an error. */
  head(): Promise<Buffer>
  /** Keeps the body under an id. */
  finish(contentType: string): Promise<{ readonly responseId: string; readonly body: BodyFacts }>
  /** The body did not arrive whole. */
  drop(): Promise<void>
}

/** Bodies of answers, kept on this side; the window sees as much as it shows. */
export interface Responses {
  /** Drops what an earlier run left behind, after a crash. */
  start(): Promise<void>
  /** A place for the next body. Secrets that were sent are hidden where the server sends them back. */
  open(secrets: readonly string[]): Promise<BodyWriter>
  lines(responseId: string, view: BodyTextView, from: number, to: number): Promise<BodyLines>
  /** Rows of bytes, 16 each. */
  bytes(responseId: string, fromRow: number, toRow: number): Promise<readonly HexRow[]>
  close(responseId: string): Promise<void>
  /** Drops everything. */
  dispose(): Promise<void>
}

interface Kept {
  readonly raw: Spool
  readonly pretty: Spool
  readonly prettyBody: PrettyBody
  readonly kind: BodyFacts['kind']
  readonly decoder: string
}

const defaultMemory = 8 * 1024 * 1024
const defaultTotal = 1024 * 1024 * 1024

export function createResponses(options: ResponsesOptions): Responses {
  const { folder, newId, memoryBytes = defaultMemory, totalBytes = defaultTotal } = options
  const kept = new Map<string, Kept>()
  const written = new Set<Spool>()

  /** Once, before anything is written. */
  let ready: Promise<void> | null = null
  const prepare = (): Promise<void> => {
    ready ??= (async () => {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
    })()
    return ready
  }

  const spoolAt = (name: string): Spool => createSpool({ path: join(folder, name), memoryBytes })

  const forget = async (responseId: string): Promise<void> => {
    const entry = kept.get(responseId)
    kept.delete(responseId)
    if (entry === undefined) return
    await entry.prettyBody.stop()
    await Promise.all([entry.raw.close(), entry.pretty.close()])
  }

  const used = (): number =>
    [...written, ...[...kept.values()].flatMap(({ raw, pretty }) => [raw, pretty])].reduce(
      (sum, spool) => sum + spool.size(),
      0,
    )

  const makeRoom = async (bytes: number): Promise<void> => {
    while (used() + bytes > totalBytes) {
      const oldest = kept.keys().next().value
      if (oldest === undefined) throw tooLarge(totalBytes)
      await forget(oldest)
    }
  }

  const find = (responseId: string): Kept => {
    const entry = kept.get(responseId)
    if (entry !== undefined) return entry
    throw new ExplorerError('not_found', 'This answer is no longer kept.', {
      hint: 'It made room for newer ones. Send the request again.',
    })
  }

  return {
    start: prepare,

    async open(secrets) {
      await prepare()
      const responseId = newId()
      const raw = spoolAt(`${responseId}.body`)
      const mask = createEchoMask(secrets)
      written.add(raw)
      const drop = async (): Promise<void> => {
        written.delete(raw)
        await raw.close()
      }
      return {
        async write(bytes) {
          await makeRoom(bytes.length)
          await whileDiskAllows(() => raw.append(mask.push(bytes)))
        },
        head: async () => Buffer.concat([await raw.read(0, headBytes), mask.held()]),
        async finish(contentType) {
          await whileDiskAllows(() => raw.append(mask.end()))
          written.delete(raw)
          const pretty = spoolAt(`${responseId}.pretty`)
          const kind = bodyKind(await raw.read(0, headBytes), contentType)
          const prettyBody = createPrettyBody(raw, pretty)
          kept.set(responseId, { raw, pretty, prettyBody, kind, decoder: decoderFor(contentType) })
          return { responseId, body: { kind, bytes: raw.size(), lines: raw.lines() } }
        },
        drop,
      }
    },

    async lines(responseId, view, from, to) {
      const { raw, pretty, prettyBody, kind, decoder } = find(responseId)
      const isPretty = view === 'pretty' && kind === 'json'
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
      return hexRows(await find(responseId).raw.read(from, from + rows * hexRowBytes))
    },

    close: forget,

    async dispose() {
      await Promise.all([...kept.keys()].map(forget))
      if (ready !== null) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function whileDiskAllows<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ExplorerError || !(error instanceof Error) || !('code' in error)) throw error
    throw new ExplorerError('internal', `The answer could not be kept on disk (${String(error.code)}).`, {
      hint: 'Check the free space on the disk and the permissions of the data folder, then try again.',
      retryable: true,
      cause: error,
    })
  }
}

function tooLarge(totalBytes: number): ExplorerError {
  const megabytes = Math.round(totalBytes / 1024 / 1024)
  return new ExplorerError(
    'malformed_response',
    `The answer is longer than the ${megabytes} MB that are kept.`,
    {
      hint: 'Ask for less at a time.',
    },
  )
}
