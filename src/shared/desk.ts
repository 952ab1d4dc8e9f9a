import { z } from 'zod'
import type { CheckStep, Verdict, VerdictTone } from './check.ts'
import { idSchema, type SecretName } from './connection.ts'
import type { ErrorData } from './errors.ts'

/** Connections that the desk is asked about at once: more than anybody has. */
const mostConnections = 20_000

/** Which connections are meant, in the order in which they are shown. */
export const deskIdsSchema = z.strictObject({ connectionIds: z.array(idSchema).min(1).max(mostConnections) })

/** What is changed of many connections: tags are added, the customer is replaced. */
export const deskChangeSchema = deskIdsSchema.extend({
  addTags: z.array(z.string().trim().min(1).max(40)).max(20),
  customer: z.string().trim().max(120).nullable(),
})

export const reportFormats = ['csv', 'json', 'html'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** What a list of connections can be written as. */
export const listFormats = ['csv', 'json'] as const
export type ListFormat = (typeof listFormats)[number]

/** The last check of a connection as one row of the desk. */
export interface DeskResult {
  readonly connectionId: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly verdict: Verdict
  readonly failingStep: CheckStep | null
  readonly headline: string
  /** Null where the check did not come so far. */
  readonly applications: number | null
  /** Earliest expiry among the applications, ISO 8601; null when none is known. */
  readonly nearestExpiry: string | null
  /** The earliest of them that had not come when this was asked for; an application that has ended hides no other. */
  readonly nextExpiry: string | null
  /** The check before this one; null when there was none. */
  readonly previous: { readonly at: string; readonly verdict: Verdict } | null
  /**
   * What the last check is compared with: what the run before the last one found, or the check before where there was
   * none. A check of this connection alone does not change it.
   */
  readonly base: { readonly at: string; readonly verdict: Verdict } | null
  /** The last check that worked, this one included, ISO 8601; null when none is known. */
  readonly lastWorked: string | null
}

/** A run over many connections. `interrupted`: the app ended in the middle of it and it can go on. */
export interface DeskRun {
  readonly state: 'running' | 'paused' | 'interrupted' | 'cancelled' | 'finished'
  readonly total: number
  readonly done: number
  /** The done ones by what was found; those that were deleted meanwhile are in none. */
  readonly byTone: Readonly<Record<Exclude<VerdictTone, 'checking'>, number>>
  /** Connections in hand. */
  readonly checking: readonly string[]
  /** Checks at a time. */
  readonly atOnce: number
  /** Connections finished in a second, lately; null before that can be told. */
  readonly perSecond: number | null
  readonly leftMs: number | null
  /** Why the run stopped by itself, to go on when that is mended. */
  readonly problem: ErrorData | null
}

export interface DeskState {
  readonly results: readonly DeskResult[]
  /** The run under way or the last one; null when there was none. */
  readonly run: DeskRun | null
}

/** What a run has come to since the last time it said so. */
export interface DeskProgress {
  readonly run: DeskRun | null
  readonly results: readonly DeskResult[]
}

/** Connections that were deleted and can be brought back for 30 s. */
export interface DeskRemoval {
  readonly undoIds: readonly string[]
  /** Why the rest was not deleted; null where all were. */
  readonly problem: ErrorData | null
}

/** What a column of a customer list can hold, by its default name. */
export const listColumns = [
  'name',
  'customer',
  'client_id',
  'client_secret',
  'api_key',
  'token_url',
  'api_base_url',
  'scope',
  'client_auth',
  'tags',
] as const
export type ListColumn = (typeof listColumns)[number]

/** Columns without the two secrets: what the window may show and mend. */
export const plainColumns = [
  'name',
  'customer',
  'client_id',
  'token_url',
  'api_base_url',
  'scope',
  'client_auth',
  'tags',
] as const satisfies readonly ListColumn[]
export type PlainColumn = (typeof plainColumns)[number]

/** A row of a list before it is imported. Holds no secret, only whether there is one. */
export interface ImportRow {
  /** Number of the row in this import. */
  readonly key: number
  /** Which of the files. */
  readonly file: number
  readonly line: number
  /** `repeated`: an earlier row of the import is the same client. */
  readonly state: 'new' | 'duplicate' | 'repeated' | 'wrong' | 'added' | 'updated' | 'failed'
  /** Why it is wrong or what failed; empty otherwise. */
  readonly reason: string
  readonly cells: Readonly<Partial<Record<PlainColumn, string>>>
  readonly hasSecret: Readonly<Record<SecretName, boolean>>
  /** Whether its cells were read, so that a wrong one can be corrected. */
  readonly mendable: boolean
}

/** A column of a CSV. */
export interface ImportColumn {
  /** Its name in the first line; empty where that is none, or where it may be a value. */
  readonly name: string
  /** What it is taken for; null where it is not used. */
  readonly column: ListColumn | null
  /** Its first values, or only how long they are where they may be secrets. */
  readonly samples: readonly string[]
}

export interface ImportFile {
  readonly name: string
  readonly format: 'csv' | 'json' | 'settings'
  /** How a CSV was read; null for other formats, and where it could not be opened. */
  readonly csv: {
    readonly columns: readonly ImportColumn[]
    readonly delimiter: string
    /** Whether the first line holds a connection instead of the names of columns. */
    readonly firstLineIsRow: boolean
  } | null
  /** Why nothing of it could be read; null when it could. */
  readonly problem: ErrorData | null
}

export interface ImportPreview {
  readonly importId: string
  readonly files: readonly ImportFile[]
  readonly rows: readonly ImportRow[]
  /** Where the secrets will be: in the keychain, or in memory where there is none. */
  readonly secretStorage: 'keychain' | 'session'
  /** What becomes of known clients: as it was chosen when this import began, or to leave them. */
  readonly duplicates: 'update' | 'skip'
}

/** An import that was cut short: it can go on, or be undone. */
export interface UnfinishedImport {
  readonly importId: string
  /** Names of its files. */
  readonly files: readonly string[]
  /** Those of them that cannot be read; while there is one, the import cannot go on. */
  readonly unreadable: readonly { readonly name: string; readonly isGone: boolean }[]
  /** Rows that were to be saved. */
  readonly total: number
  /** Connections that it made, and known ones that it changed; those that were deleted since do not count. */
  readonly created: number
  readonly updated: number
}

/** What an import had created and was deleted. */
export interface ImportUndo {
  readonly removed: number
  /** Why the rest was not deleted; null where all were. */
  readonly problem: ErrorData | null
}

/** Files of an import that hold secrets which are in the keychain now. */
export interface ImportSource {
  /** Their names. */
  readonly files: readonly string[]
  /** Rows of them that are not in the app: wrong ones, repeated ones, and known ones that were skipped. */
  readonly notTaken: number
}

export interface ImportProgress {
  readonly importId: string
  readonly state: 'running' | 'stopped' | 'finished'
  readonly total: number
  readonly done: number
  /** Rows whose state changed since the last time. */
  readonly rows: readonly ImportRow[]
  /** Why it stopped by itself. */
  readonly problem: ErrorData | null
  /** At its end: what it came from and may be deleted; null where nothing may be. */
  readonly source: ImportSource | null
}

const onImport = z.strictObject({ importId: idSchema })
export const importIdSchema = onImport
/** How a CSV is to be read; null leaves it to what the file says. */
export const fileReadingSchema = z.strictObject({
  columns: z.array(z.enum(listColumns).nullable()).min(1).max(1000).nullable(),
  delimiter: z
    .string()
    .regex(/^[^\p{L}\p{N}"\r\n]$/u)
    .nullable(),
  firstLineIsRow: z.boolean().nullable(),
})
export type FileReading = z.infer<typeof fileReadingSchema>
export const importMappingSchema = onImport.extend({
  file: z.int().min(0).max(100),
  reading: fileReadingSchema,
})
export const importMendSchema = onImport.extend({
  key: z.int().min(0),
  cells: z.partialRecord(z.enum(plainColumns), z.string().max(2000)),
  /** Holds secrets that were typed for the row; null where none were. Closed by this. */
  draftId: idSchema.nullable(),
})
export const importStartSchema = onImport.extend({ duplicates: z.enum(['update', 'skip']) })
