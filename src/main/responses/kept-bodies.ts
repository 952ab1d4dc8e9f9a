import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ExplorerError } from '../../shared/errors.ts'
import type { BodyFacts } from '../../shared/requests.ts'
import { bodyFlaws } from './body-flaws.ts'
import { bodyKind, headBytes } from './body-kind.ts'
import { decoderFor } from './body-text.ts'
import { createEchoMask } from './echo-mask.ts'
import { createPrettyBody, type PrettyBody } from './pretty-body.ts'
import { createSpool, type Spool } from './spool.ts'
import { createTextFlaws } from './text-flaws.ts'

export interface KeptBodiesOptions {
  /** Private folder for long bodies; emptied when the app starts and ends. */
  readonly folder: string
  readonly newId: () => string
  /** Bytes of one body that are kept in memory. */
  readonly memoryBytes?: number
  /** Bytes of all bodies; the oldest ones make room. */
  readonly totalBytes?: number
  /** Asked for each body that begins: somebody who wants to see it come, or null. */
  readonly onBody?: (responseId: string) => BodyTap | null
}

/** Sees a body as it comes, in the bytes that are kept. */
export interface BodyTap {
  /** The next bytes, in order. The download waits for the promise; a tap that fails sees nothing more. */
  write(bytes: Uint8Array): void | Promise<void>
  /** Nothing more comes: the body is kept under its id, or was given up. */
  end(outcome: 'kept' | 'dropped'): void
}

/** Takes a body while it comes. */
export interface BodyWriter {
  write(bytes: Uint8Array): Promise<void>
  /** The first bytes so far, at most 64 KB, for an explanation of an error. */
  head(): Promise<Buffer>
  /** Keeps the body under an id; drops it where that fails. */
  finish(contentType: string): Promise<{ readonly responseId: string; readonly body: BodyFacts }>
  /** The body did not arrive whole. */
  drop(): Promise<void>
}

/** A body that is kept, with what its views need. */
export interface Kept {
  readonly raw: Spool
  readonly pretty: Spool
  readonly prettyBody: PrettyBody
  readonly contentType: string
  readonly facts: BodyFacts
  /** Label of the encoding for `TextDecoder`. */
  readonly decoder: string
}

/** The bodies themselves: in memory, in files, and gone when they have to. */
export interface KeptBodies {
  /** Drops what an earlier run left behind, after a crash. */
  start(): Promise<void>
  /** Nobody is asked to see a body come that is `derived` of another one. */
  open(secrets: readonly string[], derived?: 'derived'): Promise<BodyWriter>
  has(responseId: string): boolean
  /** Throws `not_found` for a body that made room for others. */
  find(responseId: string): Kept
  /** Works on a body that meanwhile makes no room for others. */
  use<T>(responseId: string, work: (kept: Kept) => Promise<T>): Promise<T>
  close(responseId: string): Promise<void>
  /** Told of each body that goes, also of one that makes room; the end waits for it. */
  onClose(listener: (responseId: string) => Promise<void>): void
  /** Drops everything. */
  dispose(): Promise<void>
}

const defaultMemory = 8 * 1024 * 1024
const defaultTotal = 1024 * 1024 * 1024

export function createKeptBodies(options: KeptBodiesOptions): KeptBodies {
  const { folder, newId, memoryBytes = defaultMemory, totalBytes = defaultTotal, onBody } = options
  const bodies = new Map<string, Kept>()
  const written = new Set<Spool>()
  const users = new Map<Kept, number>()
  const listeners: ((responseId: string) => Promise<void>)[] = []

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

  const close = async (responseId: string): Promise<void> => {
    const entry = bodies.get(responseId)
    bodies.delete(responseId)
    if (entry === undefined) return
    for (const listener of listeners) await listener(responseId)
    await entry.prettyBody.stop()
    await Promise.all([entry.raw.close(), entry.pretty.close()])
  }

  const used = (): number =>
    [...written, ...[...bodies.values()].flatMap(({ raw, pretty }) => [raw, pretty])].reduce(
      (sum, spool) => sum + spool.size(),
      0,
    )

  /**
   * Lets the oldest bodies that `mayGo` go until there is room for so many bytes: it is there at once, their files go a
   * moment later. Null where there cannot be that much; then none goes.
   */
  const letGo = (bytes: number, mayGo: (kept: Kept) => boolean): readonly Promise<void>[] | null => {
    const going = [...bodies].filter(([, kept]) => !users.has(kept) && mayGo(kept))
    const freed = going.reduce((sum, [, { raw, pretty }]) => sum + raw.size() + pretty.size(), 0)
    if (used() - freed + bytes > totalBytes) return null
    const closing: Promise<void>[] = []
    for (const [responseId] of going) {
      if (used() + bytes <= totalBytes) break
      closing.push(close(responseId))
    }
    return closing
  }

  const makeRoom = async (bytes: number): Promise<void> => {
    const closing = letGo(bytes, () => true)
    if (closing === null) throw tooLarge(totalBytes)
    await Promise.all(closing)
  }
  /** For a body that is printed: it waits for none to go, since that one may wait for the end of its own printing. */
  const reserve = (bytes: number): boolean => {
    const closing = letGo(bytes, ({ prettyBody }) => !prettyBody.printing())
    // A file that stays goes with the folder.
    for (const each of closing ?? []) each.catch(() => undefined)
    return closing !== null
  }

  const find = (responseId: string): Kept => {
    const entry = bodies.get(responseId)
    if (entry !== undefined) return entry
    throw new ExplorerError('not_found', 'This answer is no longer kept.', {
      hint: 'It made room for newer ones. Send the request again.',
    })
  }

  return {
    start: prepare,

    async open(secrets, derived) {
      await prepare()
      const responseId = newId()
      const raw = spoolAt(`${responseId}.body`)
      const mask = createEchoMask(secrets)
      const text = createTextFlaws()
      let tap = derived === undefined ? (onBody?.(responseId) ?? null) : null
      written.add(raw)
      const drop = async (): Promise<void> => {
        written.delete(raw)
        tap?.end('dropped')
        tap = null
        await raw.close()
      }
      const keep = async (bytes: Buffer): Promise<void> => {
        await whileDiskAllows(() => raw.append(bytes))
        text.add(bytes)
        try {
          await tap?.write(bytes)
        } catch {
          // What somebody makes of the bytes on the way must not cost the answer.
          tap = null
        }
      }
      const take = async (contentType: string) => {
        await keep(mask.end())
        const kind = bodyKind(await raw.read(0, headBytes), contentType)
        const decoder = decoderFor(contentType)
        const flaws = await bodyFlaws({ raw, kind, contentType, decoder, text })
        const facts: BodyFacts = { kind, bytes: raw.size(), lines: raw.lines(), flaws }
        const pretty = spoolAt(`${responseId}.pretty`)
        const prettyBody = createPrettyBody(raw, pretty, reserve)
        written.delete(raw)
        bodies.set(responseId, { raw, pretty, prettyBody, contentType, facts, decoder })
        tap?.end('kept')
        return { responseId, body: facts }
      }
      return {
        async write(bytes) {
          await makeRoom(bytes.length)
          await keep(mask.push(bytes))
        },
        head: async () => Buffer.concat([await raw.read(0, headBytes), mask.held()]),
        async finish(contentType) {
          try {
            return await take(contentType)
          } catch (error) {
            await drop()
            throw error
          }
        },
        drop,
      }
    },

    has: responseId => bodies.has(responseId),
    find,

    async use(responseId, work) {
      const kept = find(responseId)
      users.set(kept, (users.get(kept) ?? 0) + 1)
      try {
        return await work(kept)
      } finally {
        const left = (users.get(kept) ?? 1) - 1
        if (left === 0) users.delete(kept)
        else users.set(kept, left)
      }
    },

    close,
    onClose: listener => void listeners.push(listener),

    async dispose() {
      await Promise.all([...bodies.keys()].map(close))
      if (ready !== null) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Words for a disk that is full or refuses. */
export async function whileDiskAllows<T>(work: () => Promise<T>): Promise<T> {
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
