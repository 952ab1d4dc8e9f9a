import { z } from 'zod'
import type { SqlAnswer, SqlHistoryEntry } from '../../shared/sql.ts'
import { createJsonFile } from '../files/index.ts'

/** Entries and characters that are kept; the oldest entries go first. */
const maxEntries = 200
const maxCharacters = 1_000_000

const states = [
  'rows',
  'plan',
  'refused',
  'failed',
  'stopped',
] as const satisfies readonly SqlAnswer['state'][]
const fileSchema = z.strictObject({
  version: z.literal(1),
  /** What stood in the editor last. */
  text: z.string(),
  entries: z.array(
    z.strictObject({ at: z.string(), text: z.string(), state: z.enum(states), rows: z.number().nullable() }),
  ),
})
type ConsoleFile = z.infer<typeof fileSchema>

/** What was typed, on this computer; nothing of what it answered. */
export interface SqlHistory {
  read(): Promise<{ readonly text: string; readonly entries: readonly SqlHistoryEntry[] }>
  keepText(text: string): Promise<void>
  /** Puts an entry first; an older one of the same text goes. */
  remember(entry: SqlHistoryEntry): Promise<void>
  clear(): Promise<void>
}

export interface SqlHistoryParts {
  readonly path: string
  /** Removes secret values that the app knows of. */
  readonly scrub: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export function createSqlHistory({ path, scrub, now }: SqlHistoryParts): SqlHistory {
  const empty: ConsoleFile = { version: 1, text: '', entries: [] }
  const file = createJsonFile({ path, schema: fileSchema, empty, now })
  return {
    async read() {
      const { text, entries } = await file.read()
      return { text, entries }
    },
    keepText: text => file.change(content => ({ ...content, text: scrub(text) })),
    remember: entry =>
      file.change(content => {
        const text = scrub(entry.text)
        const others = content.entries.filter(other => other.text !== text)
        return { ...content, entries: withinLimits([{ ...entry, text }, ...others]) }
      }),
    clear: () => file.change(content => ({ ...content, entries: [] })),
  }
}

function withinLimits(entries: ConsoleFile['entries']): ConsoleFile['entries'] {
  let characters = 0
  return entries.slice(0, maxEntries).filter(({ text }, index) => {
    characters += text.length
    return index === 0 || characters <= maxCharacters
  })
}
