import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { idSchema } from '../../shared/connection.ts'

const runSchema = z.object({
  version: z.literal(1),
  runId: idSchema,
  startedAt: z.iso.datetime(),
  /** Null while it is under way, and for one that the end of the app cut short. */
  endedAt: z.iso.datetime().nullable(),
  connectionIds: z.array(idSchema),
  /** Whether it began by itself: what it finds is then told outside of the window, too. */
  scheduled: z.boolean().default(false),
})

/** What a run was to do, written before it starts. What it has done is in the results, which name their run. */
export type RunRecord = Readonly<Omit<z.infer<typeof runSchema>, 'version'>>

/** The file of the last run; one that cannot be read counts as none. */
export function createKeptRun(folder: string) {
  const file = join(folder, 'run.json')
  return {
    async read(): Promise<RunRecord | null> {
      try {
        const { version: _, ...record } = runSchema.parse(JSON.parse(await readFile(file, 'utf8')))
        return record
      } catch {
        // Nothing is lost with it but the offer to go on: the results stand in a file of their own.
        return null
      }
    },
    async write(record: RunRecord): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFileAtomic(file, `${JSON.stringify({ version: 1, ...record })}\n`, { mode: 0o600 })
    },
  }
}
