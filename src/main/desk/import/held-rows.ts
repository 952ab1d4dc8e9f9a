import {
  type Connection,
  type ConnectionFields,
  type SecretName,
  secretNames,
} from '../../../shared/connection.ts'
import { type ImportRow, type PlainColumn, plainColumns } from '../../../shared/desk.ts'
import { addressText } from '../../../shared/hosts.ts'
import { type Cells, type ImportedEntry, type ImportedRow, readRow } from '../../import/index.ts'

/** What was typed for a row: values that differ from those of the file, and for which secrets one was typed. */
export interface Correction {
  readonly cells: Readonly<Partial<Record<PlainColumn, string>>>
  readonly secrets: readonly SecretName[]
}

/** A row as main holds it, with its secrets. */
export interface HeldRow {
  readonly shown: ImportRow
  readonly cells: Cells | null
  /** Null for a row that is wrong. */
  readonly content: Pick<ImportedRow, 'fields' | 'secrets'> | null
  /** Null for a row that stands as in the file. */
  readonly correction: Correction | null
}

/** A row of a file, not compared with anything yet. */
export function heldRow(entry: ImportedEntry, key: number, file: number): HeldRow {
  const { cells } = entry
  const row = entry.kind === 'row' ? entry.row : null
  const problem = entry.kind === 'problem' ? entry.problem : null
  return {
    cells,
    content: row,
    correction: null,
    shown: {
      key,
      file,
      line: row?.line ?? problem?.line ?? 0,
      state: row === null ? 'wrong' : 'new',
      reason: problem?.reason ?? '',
      cells: plainCells(cells),
      hasSecret: {
        clientSecret: cells?.has('client_secret') ?? false,
        apiKey: cells?.has('api_key') ?? false,
      },
      mendable: cells !== null,
    },
  }
}

/**
 * The row with some of its cells typed anew; an empty text takes a cell out. Secrets stay as they were read, but for
 * those that are given.
 */
export function mendedRow(
  row: HeldRow,
  changes: Readonly<Partial<Record<PlainColumn, string>>>,
  secrets: Readonly<Partial<Record<SecretName, string>>> = {},
): HeldRow {
  if (row.cells === null) return row
  const cells = new Map(row.cells)
  for (const column of plainColumns) {
    const value = changes[column]?.trim()
    if (value === '') cells.delete(column)
    else if (value !== undefined) cells.set(column, value)
  }
  if (secrets.clientSecret !== undefined) cells.set('client_secret', secrets.clientSecret)
  if (secrets.apiKey !== undefined) cells.set('api_key', secrets.apiKey)
  const mended = heldRow(readRow(row.shown.line, cells), row.shown.key, row.shown.file)
  const typed = secretNames.filter(
    name => secrets[name] !== undefined || row.correction?.secrets.includes(name),
  )
  const corrected = { ...row.correction?.cells, ...changedCells(row.cells, changes) }
  const isAsInFile = typed.length === 0 && Object.keys(corrected).length === 0
  return { ...mended, correction: isAsInFile ? null : { cells: corrected, secrets: typed } }
}

function changedCells(before: Cells, changes: Correction['cells']): Correction['cells'] {
  return Object.fromEntries(
    plainColumns.flatMap(column => {
      const value = changes[column]?.trim()
      return value === undefined || value === (before.get(column) ?? '') ? [] : [[column, value]]
    }),
  )
}

/** Says of each row whether its client is known already, saved or by an earlier row. Rows that are done stay as they are. */
export function compareRows(
  rows: readonly HeldRow[],
  saved: ReadonlyMap<string, Connection>,
): readonly HeldRow[] {
  const seen = new Map<string, number>()
  return rows.map(row => {
    if (row.content === null) return row
    const identity = identityOf(row.content.fields)
    const earlier = seen.get(identity)
    if (earlier === undefined) seen.set(identity, row.shown.line)
    if (row.shown.state === 'added' || row.shown.state === 'updated') return row
    if (earlier !== undefined) {
      return withState(row, 'repeated', `Same Client ID and environment as row ${earlier}. Left out.`)
    }
    return withState(row, saved.has(identity) ? 'duplicate' : 'new', '')
  })
}

export function withState(row: HeldRow, state: ImportRow['state'], reason: string): HeldRow {
  return { ...row, shown: { ...row.shown, state, reason } }
}

/** What makes two connections the same client: its ID and where it is used. */
export function identityOf({ clientId, tokenUrl, issuer, apiBaseUrl }: ConnectionFields): string {
  return JSON.stringify([clientId, addressText(tokenUrl), addressText(issuer), addressText(apiBaseUrl)])
}

function plainCells(cells: Cells | null): ImportRow['cells'] {
  if (cells === null) return {}
  return Object.fromEntries(plainColumns.flatMap(name => (cells.has(name) ? [[name, cells.get(name)]] : [])))
}
