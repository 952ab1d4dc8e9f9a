/** What the app and the process of SQL say to each other. Only the app can write to the process. */

/** A dataset as the process opens it. */
export interface SourceTable {
  /** Name of the view; different from all others, upper and lower case being the same. */
  readonly name: string
  readonly database: string
  readonly table: string
  readonly columns: readonly SourceColumn[]
}

export interface SourceColumn {
  readonly name: string
  readonly values: string
  readonly types: string
  /** The values are held as JSON text. */
  readonly isJson: boolean
  /** What stands in the place of every value; null where the values are shown. */
  readonly mask: string | null
}

/** What the values of a column of an answer are, for drawing them. */
export type ValueKind = 'number' | 'boolean' | 'date' | 'json' | 'text'

/** A value as text. Beyond the limit it is cut, and `length` has the characters of the whole. */
export type RawCell = string | null | { readonly text: string; readonly length: number }

export interface RawColumn {
  readonly name: string
  readonly kind: ValueKind
  /** Largest absolute value of numbers; 0 where there is none. */
  readonly maxAbs: number
}

export type RunAnswer =
  | {
      readonly state: 'rows'
      readonly columns: readonly RawColumn[]
      readonly droppedColumns: number
      readonly rows: number
      readonly cut: 'rows' | 'size' | null
    }
  | { readonly state: 'plan'; readonly text: string }
  | { readonly state: 'refused'; readonly message: string; readonly hint: string }
  | { readonly state: 'failed'; readonly message: string; readonly isInterrupt: boolean }

/** Actions with an answer. */
export interface SqlActions {
  run(input: { readonly text: string; readonly tables: readonly SourceTable[] }): Promise<RunAnswer>
  /** Rows of the last answer. */
  rows(input: { readonly from: number; readonly to: number }): Promise<readonly (readonly RawCell[])[]>
}
export type SqlAction = keyof SqlActions

/** `interrupt` has no answer of its own: the statement under way ends early. */
export type SqlRequest =
  | { readonly id: number; readonly action: SqlAction; readonly input: unknown }
  | { readonly action: 'interrupt' }

export type SqlReply =
  | { readonly id: number; readonly output: unknown }
  /** What went wrong inside the process; statements that fail are answers. */
  | { readonly id: number; readonly error: string }
  /** The statement under way takes more memory than the process may have: it is to be ended. */
  | { readonly event: 'tooMuchMemory' }
