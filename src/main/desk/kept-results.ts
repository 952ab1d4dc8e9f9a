import { appendFile, mkdir, readFile, rename } from 'node:fs/promises'
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

const keptSchema = z.object({
  version: z.literal(1),
  connectionId: idSchema,
  runId: idSchema.nullable(),
  previous: z.object({ at: z.iso.datetime(), verdict: z.enum(verdicts) }).nullable(),
  entry: entrySchema,
})

/** The last check of a connection as it is kept: redacted, without exchanges. */
export interface KeptResult {
  readonly connectionId: string
  /** The run that it belongs to; null for a check of one connection. */
  readonly runId: string | null
  readonly previous: { readonly at: string; readonly verdict: ReportEntry['verdict'] } | null
  readonly entry: ReportEntry
}

/** The last result of every connection. */
export interface KeptResults {
  readonly all: () => Promise<ReadonlyMap<string, KeptResult>>
  /** Replaces the result of a connection; where `keep` says so it is on disk, or that is told, when this settles. */
  readonly put: (result: KeptResult, keep: boolean) => Promise<void>
  readonly forget: (connectionId: string) => Promise<void>
  /** Settles when everything put so far is on disk, or told to `onProblem`. */
  readonly flush: () => Promise<void>
}

interface KeptResultsParts {
  readonly folder: string
  readonly now: () => number
  readonly onProblem: (problem: string, error?: unknown) => void
}

/**
 * Keeps results in a file to which a line is added for each, so that an app that is killed has lost at most the line
 * it was writing. Read once; written anew where many lines are out of date.
 */
export function createKeptResults({ folder, now, onProblem }: KeptResultsParts): KeptResults {
  const file = join(folder, 'results.jsonl')
  const stored = new Set<string>()
  let waiting: string[] = []
  let willRewrite = false
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
    const lines = (await readIfThere(file)).split('\n').filter(line => line !== '')
    const damaged = lines.flatMap((line, index) => {
      const kept = readLine(line)
      if (kept !== null) results.set(kept.connectionId, kept)
      return kept === null ? [index] : []
    })
    for (const id of results.keys()) stored.add(id)
    // The last line may be torn, when the app was killed over it. Anything else is worth keeping for a look.
    if (damaged.some(index => index < lines.length - 1)) {
      await rename(file, `${file}.damaged-${now()}`)
      onProblem(`${damaged.length} lines of the results of the credential desk could not be read.`)
    }
    if (damaged.length > 0 || lines.length > results.size * 2 + 100) await rewrite(results)
    return results
  }

  async function rewrite(results: ReadonlyMap<string, KeptResult>): Promise<void> {
    const lines = [...results.values()].filter(({ connectionId }) => stored.has(connectionId)).map(lineOf)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, lines.join(''), { mode: 0o600 })
  }

  const inTurn = (work: () => Promise<void>): void => {
    tail = tail.then(work).catch((error: unknown) => onProblem('A result could not be saved.', error))
  }

  return {
    all,
    async put(result, keep) {
      const results = await all()
      results.set(result.connectionId, result)
      if (!keep) return
      stored.add(result.connectionId)
      waiting.push(lineOf(result))
      if (waiting.length === 1) {
        inTurn(async () => {
          const lines = waiting.join('')
          waiting = []
          await mkdir(folder, { recursive: true, mode: 0o700 })
          await appendFile(file, lines, { mode: 0o600 })
        })
      }
      await tail
    },
    async forget(connectionId) {
      const results = await all()
      results.delete(connectionId)
      if (!stored.delete(connectionId)) return
      // Many are forgotten at once when many connections are deleted: the file is written once for all of them.
      if (!willRewrite) {
        willRewrite = true
        inTurn(() => {
          willRewrite = false
          return rewrite(results)
        })
      }
      await tail
    },
    flush: () => tail,
  }
}

const lineOf = (result: KeptResult): string => `${JSON.stringify({ version: 1, ...result })}\n`

function readLine(line: string): KeptResult | null {
  try {
    const { version: _, ...kept } = keptSchema.parse(JSON.parse(line))
    return kept
  } catch {
    return null
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
