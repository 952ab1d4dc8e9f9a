import { createReadStream } from 'node:fs'
import { appendFile, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { checkSteps, verdicts } from '../../shared/check.ts'
import { idSchema } from '../../shared/connection.ts'
import type { ReportEntry } from '../reports/index.ts'

const text = z.string().max(20_000)
const entrySchema = z.object({
  name: text,
  customer: text,
  clientId: text,
  verdict: z.enum(verdicts),
  failingStep: z.enum(checkSteps).nullable(),
  headline: text,
  meaning: text,
  causes: z.array(z.object({ title: text, text })),
  advice: z.array(text),
  message: text,
  applications: z.array(
    z.object({
      id: text,
      name: text,
      expiry: text.nullable(),
      state: z.enum(['works', 'expiring', 'expired', 'refused', 'not_opened']),
      note: text,
    }),
  ),
  scope: text.nullable(),
  notes: z.array(text),
  startedAt: z.iso.datetime(),
  ms: z.number().min(0),
  steps: z.array(z.object({ step: z.enum(checkSteps), ok: z.boolean(), ms: z.number(), summary: text })),
}) satisfies z.ZodType<ReportEntry>

const foundSchema = z.object({ at: z.iso.datetime(), verdict: z.enum(verdicts) })

const keptSchema = z.object({
  version: z.literal(1),
  connectionId: idSchema,
  runId: idSchema.nullable(),
  previous: foundSchema.nullable(),
  base: foundSchema.nullable().default(null),
  inRun: foundSchema.extend({ runId: idSchema }).nullable().default(null),
  lastWorked: z.iso.datetime().nullable().default(null),
  entry: entrySchema,
})

/** Says that a connection was deleted; its lines before are void. */
const goneSchema = z.object({ version: z.literal(1), connectionId: idSchema, gone: z.literal(true) })

const lineSchema = z.union([goneSchema, keptSchema])

/** What a check came to. */
type Found = Readonly<z.infer<typeof foundSchema>>

/** The last check of a connection as it is kept: redacted, without exchanges. */
export interface KeptResult {
  readonly connectionId: string
  /** The run that it belongs to; null for a check of one connection. */
  readonly runId: string | null
  readonly previous: Found | null
  /** What the run before the last one found; what was known before that where there was none. */
  readonly base: Found | null
  /** What the last run found that this connection was part of; null where there was none. */
  readonly inRun: (Found & { readonly runId: string }) | null
  /** The last check that worked, this one included; null where none did since that is kept. */
  readonly lastWorked: string | null
  readonly entry: ReportEntry
}

/** The last result of every connection. */
export interface KeptResults {
  readonly all: () => Promise<ReadonlyMap<string, KeptResult>>
  /** Replaces the result of a connection; where `keep` says so it is on disk, or that is told, when this settles. */
  readonly put: (result: KeptResult, keep: boolean) => Promise<void>
  readonly forget: (connectionId: string) => Promise<void>
  /** Settles when everything put so far is on disk, and what was forgotten is not, or that is told to `onProblem`. */
  readonly flush: () => Promise<void>
}

interface KeptResultsParts {
  readonly folder: string
  readonly now: () => number
  readonly onProblem: (problem: string, error?: unknown) => void
}

/** Lines that the file may have beyond two for each result before it is written anew. */
const spareLines = 100
/** Results that are left for each deleted one before the file is written anew because of them. */
const leftForEachGone = 50

/**
 * Keeps results in a file to which a line is added for each, so that an app that is killed has lost at most the line
 * it was writing. Read once; written anew where most lines are out of date. Deleted connections go from it at once where
 * it is short, else together with others, and at the end or the next start of the app at the latest.
 */
export function createKeptResults({ folder, now, onProblem }: KeptResultsParts): KeptResults {
  const file = join(folder, 'results.jsonl')
  const stored = new Set<string>()
  let waiting: string[] = []
  let lines = 0
  /** Deleted connections that the file still has lines of. */
  let gone = 0
  let reading: Promise<Map<string, KeptResult>> | null = null
  let tail: Promise<void> = Promise.resolve()

  const all = (): Promise<Map<string, KeptResult>> => {
    reading ??= read().catch((error: unknown) => {
      reading = null
      throw error
    })
    return reading
  }

  async function read(): Promise<Map<string, KeptResult>> {
    const results = new Map<string, KeptResult>()
    let read = 0
    let damaged = 0
    let isLastDamaged = false
    for await (const text of linesOf(file)) {
      const line = readLine(text)
      read++
      isLastDamaged = line === null
      if (line === null) damaged++
      else if ('gone' in line) {
        results.delete(line.connectionId)
        gone++
      } else results.set(line.connectionId, line)
    }
    for (const id of results.keys()) stored.add(id)
    // The last line may be torn, when the app was killed over it. Anything else is worth keeping for a look.
    if (damaged > (isLastDamaged ? 1 : 0)) {
      await rename(file, `${file}.damaged-${now()}`)
      onProblem(`${damaged} lines of the results of the credential desk could not be read.`)
    }
    lines = read
    if (damaged > 0 || gone > 0 || isMostlyOld()) await rewrite(results)
    return results
  }

  const isMostlyOld = (): boolean => lines > stored.size * 2 + spareLines

  async function rewrite(results: ReadonlyMap<string, KeptResult>): Promise<void> {
    const kept = [...results.values()].filter(({ connectionId }) => stored.has(connectionId)).map(lineOf)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, kept.join(''), { mode: 0o600 })
    lines = kept.length
    gone = 0
  }

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work).catch((error: unknown) => onProblem('A result could not be saved.', error))
    return tail
  }

  /** Adds a line to the file, together with those of others that come before its turn. */
  const append = async (line: string, results: ReadonlyMap<string, KeptResult>): Promise<void> => {
    waiting.push(line)
    if (waiting.length === 1) {
      void inTurn(async () => {
        const added = waiting
        waiting = []
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await appendFile(file, added.join(''), { mode: 0o600 })
        lines += added.length
        if (isMostlyOld() || (gone > 0 && gone * leftForEachGone >= stored.size)) await rewrite(results)
      })
    }
    await tail
  }

  return {
    all,
    async put(result, keep) {
      const results = await all()
      results.set(result.connectionId, result)
      if (!keep) return
      stored.add(result.connectionId)
      await append(lineOf(result), results)
    },
    async forget(connectionId) {
      const results = await all()
      results.delete(connectionId)
      if (!stored.delete(connectionId)) return
      gone++
      await append(`${JSON.stringify({ version: 1, connectionId, gone: true })}\n`, results)
    },
    async flush() {
      await inTurn(async () => {
        if (gone > 0 && reading !== null) await rewrite(await reading)
      })
    },
  }
}

const lineOf = (result: KeptResult): string => `${JSON.stringify({ version: 1, ...result })}\n`

type Line = KeptResult | Omit<z.infer<typeof goneSchema>, 'version'>

function readLine(line: string): Line | null {
  try {
    const { version: _, ...read } = lineSchema.parse(JSON.parse(line))
    return read
  } catch {
    return null
  }
}

/** The lines of a file, one after another: as a whole it may be longer than a text can be. None where there is no file. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const piece of createReadStream(file, { encoding: 'utf8' })) {
      const lines = `${rest}${piece}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines.filter(line => line !== '')
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  if (rest !== '') yield rest
}
