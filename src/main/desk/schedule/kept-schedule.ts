import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { idSchema } from '../../../shared/connection.ts'

const keptSchema = z.object({
  version: z.literal(1),
  lastAt: z.iso.datetime(),
  warned: z.record(idSchema, z.string().max(40)),
})

/** When the last scheduled check ended, and which expiry each connection was warned of. */
export interface ScheduleRecord {
  /** Milliseconds since the epoch. */
  readonly lastAt: number
  readonly warned: Readonly<Record<string, string>>
}

/** The file of the schedule; one that cannot be read counts as none. */
export function createKeptSchedule(folder: string) {
  const file = join(folder, 'schedule.json')
  return {
    async read(): Promise<ScheduleRecord | null> {
      try {
        const { lastAt, warned } = keptSchema.parse(JSON.parse(await readFile(file, 'utf8')))
        return { lastAt: Date.parse(lastAt), warned }
      } catch {
        // What is lost is a moment: the schedule begins anew.
        return null
      }
    },
    async write({ lastAt, warned }: ScheduleRecord): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const text = JSON.stringify({ version: 1, lastAt: new Date(lastAt).toISOString(), warned })
      await writeFileAtomic(file, `${text}\n`, { mode: 0o600 })
    },
  }
}
