import type { ConnectionFields, SecretName } from '../../shared/connection.ts'
import type { Cells } from './columns.ts'

/** A row that was understood. A secret that stands nowhere in it is missing. */
export interface ImportedRow {
  /** Line of the file where the row ends; for JSON the number of the object. The first is 1. */
  readonly line: number
  readonly fields: ConnectionFields
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>
}

/** A row that cannot be used. `reason` names columns and never repeats a value: it could be a secret. */
export interface RowProblem {
  readonly line: number
  readonly reason: string
}

/** What comes out of a customer list, in its order. */
export type ImportedEntry =
  | { readonly kind: 'row'; readonly row: ImportedRow; readonly cells: Cells }
  /** `cells` is null where the row could not even be taken apart. */
  | { readonly kind: 'problem'; readonly problem: RowProblem; readonly cells: Cells | null }
