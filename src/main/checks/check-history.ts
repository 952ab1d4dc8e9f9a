import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { type CheckReport, type CheckSummary, checkSteps, verdicts } from '../../shared/check.ts'
import { idSchema } from '../../shared/connection.ts'
import { readExpiry } from './application-expiry.ts'

/** Checks kept for each connection, as the contract promises. */
const mostKept = 20

const summarySchema = z.strictObject({
  at: z.iso.datetime(),
  verdict: z.enum(verdicts),
  failingStep: z.enum(checkSteps).nullable(),
  ms: z.number().min(0),
  nearestExpiry: z.string().max(40).nullable(),
})
const fileSchema = z.strictObject({ version: z.literal(1), checks: z.array(summarySchema).max(mostKept) })

/** The line of a finished check in the history; null while it is under way. */
export function summaryOf(report: CheckReport): CheckSummary | null {
  if (report.verdict === null) return null
  const ends = report.applications
    .map(application => readExpiry(application.expiry))
    .flatMap(expiry => (expiry.kind === 'valid' ? [expiry] : []))
    .sort((a, b) => a.at - b.at)
  const next = ends.find(({ at }) => at > Date.parse(report.startedAt))
  return {
    at: report.startedAt,
    verdict: report.verdict,
    failingStep: report.failingStep,
    ms: report.ms,
    nearestExpiry: (next ?? ends[0])?.text ?? null,
  }
}

/** The last checks of every connection, newest first. */
export interface CheckHistory {
  readonly list: (connectionId: string) => Promise<readonly CheckSummary[]>
  /** The newest check of every connection, by connection id. */
  readonly latest: () => Promise<Readonly<Record<string, CheckSummary>>>
  /** Adds a check; only in memory where `keep` is false. Throws what the disk throws. */
  readonly add: (connectionId: string, summary: CheckSummary, keep: boolean) => Promise<void>
  readonly forget: (connectionId: string) => Promise<void>
}

/** What a history needs. */
export interface CheckHistoryParts {
  /** Holds one file per connection; made when needed. */
  readonly folder: string
  /** Milliseconds since the epoch, for the name of a damaged file. */
  readonly now: () => number
  /** Told when a file could not be read and was set aside. */
  readonly onDamaged?: ((file: string, error: unknown) => void) | undefined
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** Keeps check summaries in one JSON file per connection, mode 0600. All files are read once, at the first use. */
export function createCheckHistory({ folder, now, onDamaged }: CheckHistoryParts): CheckHistory {
  const fileOf = (connectionId: string) => join(folder, `${connectionId}.json`)

  const readOne = async (connectionId: string): Promise<readonly CheckSummary[]> => {
    const file = fileOf(connectionId)
    try {
      return fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).checks
    } catch (error) {
      onDamaged?.(file, error)
      // A file that cannot even be moved must not hide the checks of the other connections.
      await rename(file, `${file}.damaged-${now()}`).catch((failure: unknown) => onDamaged?.(file, failure))
      return []
    }
  }

  const readAll = async (): Promise<Map<string, readonly CheckSummary[]>> => {
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    const ids = names
      .filter(name => name.endsWith('.json'))
      .map(name => name.slice(0, -'.json'.length))
      .filter(id => idSchema.safeParse(id).success)
    const lists = new Map<string, readonly CheckSummary[]>()
    for (const id of ids) lists.set(id, await readOne(id))
    return lists
  }

  let reading: Promise<Map<string, readonly CheckSummary[]>> | null = null
  const all = (): Promise<Map<string, readonly CheckSummary[]>> => {
    reading ??= readAll().catch((error: unknown) => {
      // The next use tries again.
      reading = null
      throw error
    })
    return reading
  }

  let last: Promise<unknown> = Promise.resolve()
  /** Changes go one after another, so that a file never ends up older than what is in memory. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work, work)
    // Its failure belongs to the caller of that turn.
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    list: async connectionId => (await all()).get(connectionId) ?? [],
    latest: async () => {
      const newest = [...(await all())].flatMap(([id, [first]]) => (first === undefined ? [] : [[id, first]]))
      return Object.fromEntries(newest)
    },
    add: (connectionId, summary, keep) =>
      inTurn(async () => {
        const lists = await all()
        const checks = [summary, ...(lists.get(connectionId) ?? [])].slice(0, mostKept)
        lists.set(connectionId, checks)
        if (!keep) return
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const text = `${JSON.stringify({ version: 1, checks }, null, 2)}\n`
        // Not forced to the disk, as the reports beside it: a run writes one for each of its connections.
        await writeFileAtomic(fileOf(connectionId), text, { mode: 0o600, fsync: false })
      }),
    forget: connectionId =>
      inTurn(async () => {
        const lists = await all()
        lists.delete(connectionId)
        await rm(fileOf(connectionId), { force: true })
      }),
  }
}
