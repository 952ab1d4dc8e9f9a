import { type Connection, secretNames } from '../../../shared/connection.ts'
import { type Correction, type HeldRow, identityOf, mendedRow, withState } from './held-rows.ts'

const secretColumns = { clientSecret: 'client_secret', apiKey: 'api_key' } as const

/** What an import has saved: ids of connections. */
interface SavedIds {
  readonly created: ReadonlySet<string>
  readonly updated: ReadonlySet<string>
}

/**
 * Makes corrections of an earlier session again. A secret that was typed then is gone, and the one of the file that it
 * replaced is not taken in its place.
 */
export function correctedAgain(
  rows: readonly HeldRow[],
  file: number,
  corrections: readonly (Correction & { readonly line: number })[],
): readonly HeldRow[] {
  const byLine = new Map(corrections.map(({ line, cells, secrets }) => [line, { cells, secrets }]))
  return rows.map(row => {
    const correction = row.shown.file === file ? byLine.get(row.shown.line) : undefined
    if (correction === undefined || row.cells === null) return row
    const cells = new Map(row.cells)
    for (const name of correction.secrets) cells.delete(secretColumns[name])
    return { ...mendedRow({ ...row, cells }, correction.cells), correction }
  })
}

/**
 * Says of rows that this import has saved them, for the first row of each client. One whose secrets have gone with an
 * earlier session stays a known one, to be updated.
 */
export function recognisedRows(
  rows: readonly HeldRow[],
  saved: ReadonlyMap<string, Connection>,
  { created, updated }: SavedIds,
): readonly HeldRow[] {
  if (created.size + updated.size === 0) return rows
  const seen = new Set<string>()
  return rows.map(row => {
    const { content } = row
    if (content === null) return row
    const identity = identityOf(content.fields)
    const connection = saved.get(identity)
    if (seen.has(identity) || connection === undefined) return row
    seen.add(identity)
    if (secretNames.some(name => content.secrets[name] !== undefined && !connection.hasSecret[name]))
      return row
    if (created.has(connection.id)) return withState(row, 'added', '')
    return updated.has(connection.id) ? withState(row, 'updated', '') : row
  })
}

/** Rows that wait for a secret to be typed again are wrong until then, but for those that were saved with it. */
export function withoutTypedSecrets(rows: readonly HeldRow[]): readonly HeldRow[] {
  return rows.map(row => {
    const { state } = row.shown
    const typed = row.correction?.secrets ?? []
    if (typed.length === 0 || row.content === null || state === 'added' || state === 'updated') return row
    const reason = typed.map(name => `${secretColumns[name]}: was typed and is not kept. Type it again.`)
    return { ...withState(row, 'wrong', reason.join(' ')), content: null }
  })
}
