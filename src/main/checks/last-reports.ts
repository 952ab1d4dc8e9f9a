import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type CheckReport, checkSteps, verdicts } from '../../shared/check.ts'
import { idSchema } from '../../shared/connection.ts'

const valueState = z.enum(['accepted', 'at_fault', 'maybe_at_fault', 'not_tested'])
const reportSchema = z.object({
  id: z.string(),
  connectionId: idSchema.nullable(),
  clientId: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  verdict: z.enum(verdicts).nullable(),
  failingStep: z.enum(checkSteps).nullable(),
  headline: z.string(),
  meaning: z.string(),
  values: z.object({ clientId: valueState, clientSecret: valueState, apiKey: valueState }),
  steps: z.array(
    z.object({
      step: z.enum(checkSteps),
      state: z.enum(['waiting', 'running', 'ok', 'failed', 'not_run']),
      startMs: z.number(),
      ms: z.number(),
      summary: z.string(),
      exchanges: z.array(z.object({ title: z.string(), request: z.string(), response: z.string() })),
    }),
  ),
  causes: z.array(z.object({ title: z.string(), text: z.string() })),
  advice: z.array(z.string()),
  messages: z.object({ forReseller: z.string(), forCustomer: z.string() }),
  applications: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      expiry: z.string().nullable(),
      state: z.enum(['works', 'expiring', 'expired', 'refused', 'not_opened']),
      note: z.string(),
    }),
  ),
  scope: z.string().nullable(),
  notes: z.array(z.string()),
  ms: z.number(),
}) satisfies z.ZodType<CheckReport>

/** Reports that are kept in memory alone, for connections that leave no history. */
const mostInMemory = 50

/** The last full report of each connection, with its exchanges: redacted as the window shows them. */
export interface LastReports {
  /** Null where there is none, or its file cannot be read: the next check writes it anew. */
  readonly read: (connectionId: string) => Promise<CheckReport | null>
  /** On disk only where `keep` says so. Throws what the disk throws. */
  readonly put: (connectionId: string, report: CheckReport, keep: boolean) => Promise<void>
  readonly forget: (connectionId: string) => Promise<void>
}

/** Keeps each report in a file of its own, mode 0600: a run writes thousands, and one is read when it is looked at. */
export function createLastReports(folder: string): LastReports {
  const inMemory = new Map<string, CheckReport>()
  const fileOf = (connectionId: string): string => join(folder, `${idSchema.parse(connectionId)}.json`)
  return {
    async read(connectionId) {
      const known = inMemory.get(connectionId)
      if (known !== undefined) return known
      try {
        return reportSchema.parse(JSON.parse(await readFile(fileOf(connectionId), 'utf8')))
      } catch {
        return null
      }
    },
    async put(connectionId, report, keep) {
      inMemory.delete(connectionId)
      if (!keep) {
        inMemory.set(connectionId, report)
        const [oldest] = inMemory.keys()
        if (inMemory.size > mostInMemory && oldest !== undefined) inMemory.delete(oldest)
        return
      }
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Not forced to the disk: a report lost to a power cut costs one check, a wait for each would hold up a run.
      const temporary = `${fileOf(connectionId)}.${report.id}.part`
      await writeFile(temporary, JSON.stringify(report), { mode: 0o600 })
      await rename(temporary, fileOf(connectionId))
    },
    async forget(connectionId) {
      inMemory.delete(connectionId)
      await rm(fileOf(connectionId), { force: true })
    },
  }
}
