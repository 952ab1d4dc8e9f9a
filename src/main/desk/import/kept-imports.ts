import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { idSchema, secretNames } from '../../../shared/connection.ts'
import { fileReadingSchema, plainColumns } from '../../../shared/desk.ts'

const noteSchema = z.object({
  version: z.literal(1),
  importId: idSchema,
  startedAt: z.iso.datetime(),
  duplicates: z.enum(['update', 'skip']),
  /** What it comes from. `version` tells a file from what it is after a change. */
  files: z
    .array(
      z.object({
        path: z.string().min(1),
        version: z.string(),
        reading: fileReadingSchema,
        /** Values that were typed for rows. Of secrets only that one was typed. */
        corrections: z.array(
          z.object({
            line: z.int().min(0),
            cells: z.partialRecord(z.enum(plainColumns), z.string()),
            secrets: z.array(z.enum(secretNames)).readonly(),
          }),
        ),
      }),
    )
    .min(1),
  /** Rows that it was to save in all. */
  total: z.int().min(0),
  created: z.array(idSchema),
  updated: z.array(idSchema),
  /** What was about to be saved when this was written. `known`: the connection as it was before; null for a new one. */
  next: z.array(
    z.object({
      client: z.string(),
      known: z.object({ id: idSchema, updatedAt: z.string() }).nullable(),
    }),
  ),
})

/** A note of a newer version of the app: left as it is, for that. */
const newerSchema = z.object({ version: z.int().min(2) })

/** What is known on disk of an import that has not come to its end. Holds no secret. */
export type ImportNote = Readonly<Omit<z.infer<typeof noteSchema>, 'version'>>

/** The notes of imports, one file for each. */
export interface KeptImports {
  /** Those that can be read, the newest first. A damaged one is set aside and told. */
  readonly all: () => Promise<readonly ImportNote[]>
  readonly write: (note: ImportNote) => Promise<void>
  readonly remove: (importId: string) => Promise<void>
}

export function createKeptImports(
  folder: string,
  onProblem: (problem: string, error: unknown) => void,
): KeptImports {
  const fileOf = (importId: string): string => join(folder, `${importId}.json`)

  const read = async (name: string): Promise<readonly ImportNote[]> => {
    const file = join(folder, name)
    try {
      const content: unknown = JSON.parse(await readFile(file, 'utf8'))
      if (newerSchema.safeParse(content).success) return []
      const { version: _, ...note } = noteSchema.parse(content)
      return [note]
    } catch (error) {
      await rename(file, `${file}.damaged`).catch(() => {
        // It was removed meanwhile, or is left where it is and told again at the next start.
      })
      onProblem(`The note of an import, ${name}, could not be read.`, error)
      return []
    }
  }

  return {
    async all() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      })
      const notes = await Promise.all(names.filter(name => name.endsWith('.json')).map(read))
      return notes.flat().toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
    },
    async write(note) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFileAtomic(fileOf(note.importId), `${JSON.stringify({ version: 1, ...note })}\n`, {
        mode: 0o600,
      })
    },
    remove: importId => rm(fileOf(importId), { force: true }),
  }
}
