import type { Connection } from '../../../shared/connection.ts'
import type { ImportPreview, ImportProgress, ImportRow } from '../../../shared/desk.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import { type Connections, type Drafts, isKeychainError } from '../../connections/index.ts'
import { type HeldRow, identityOf } from './held-rows.ts'
import type { ImportSession } from './import-session.ts'
import { sourceOf } from './import-source.ts'
import type { Noting } from './noting.ts'
import { type RowOutcome, saveRow } from './save-row.ts'
import type { UnfinishedImports } from './unfinished-imports.ts'

/** Milliseconds between two announcements of an import. */
const announceEveryMs = 200
/** Rows that one note is written ahead of: writing it takes about as long as saving one of them. */
const rowsOfNote = 100

interface RunParts {
  readonly connections: Pick<Connections, 'save'>
  readonly drafts: Drafts
  readonly noting: Noting
  readonly unfinished: Pick<UnfinishedImports, 'ofSameFiles'>
  readonly onUpdated: (connection: Connection) => void
  readonly onProgress: (progress: ImportProgress) => void
}

/** Saves the rows of an import that are to be saved, up to its end or until it is stopped, and tells how far it is. */
export async function runImport(
  parts: RunParts,
  of: ImportSession,
  duplicates: ImportPreview['duplicates'],
  saved: ReadonlyMap<string, Connection>,
): Promise<void> {
  const { noting } = parts
  const rows = [...of.rows]
  of.rows = rows
  of.duplicates = duplicates
  of.startedAt ??= new Date().toISOString()
  const places = new Map(rows.map(({ shown }, index) => [shown.key, index]))
  const todo = rows.filter(
    ({ shown: { state } }) =>
      state === 'new' || state === 'failed' || (state === 'duplicate' && duplicates === 'update'),
  )
  await takeOver(parts, of)
  const savedOf = ({ content }: HeldRow): Connection | undefined =>
    content === null ? undefined : saved.get(identityOf(content.fields))
  const ahead = new Set(todo.flatMap(row => savedOf(row)?.id ?? []))
  of.total = todo.length + [...of.created, ...of.updated].filter(id => !ahead.has(id)).length

  let done = 0
  let changed: ImportRow[] = []
  let announcedAt = 0
  const announce = (state: ImportProgress['state'], problem: ErrorData | null): void => {
    announcedAt = Date.now()
    const source = state === 'running' ? null : sourceOfSession(of)
    parts.onProgress({ importId: of.id, state, total: todo.length, done, rows: changed, problem, source })
    changed = []
  }
  const stop = async (problem: ErrorData | null): Promise<void> => {
    await noting.rest(of)
    announce('stopped', problem)
  }

  announce('running', null)
  for (const [index, row] of todo.entries()) {
    if (of.isStopped) return stop(null)
    if (index % rowsOfNote === 0) await noting.keep(of, todo.slice(index, index + rowsOfNote), saved)
    const known = savedOf(row)
    const storage = known?.secretStorage ?? of.secretStorage
    let outcome: RowOutcome
    try {
      outcome = await saveRow(parts, row, known, storage)
    } catch (error) {
      if (isKeychainError(error)) return stop(error.toData())
      throw error
    }
    const { row: after, connection } = outcome
    if (connection !== null) {
      if (known === undefined) of.created.add(connection.id)
      else {
        if (!of.created.has(connection.id)) of.updated.add(connection.id)
        parts.onUpdated(connection)
      }
      if (storage === 'session') of.inSession.add(row.shown.key)
    }
    done++
    changed.push(after.shown)
    const place = places.get(after.shown.key)
    if (place !== undefined) rows[place] = after
    if (Date.now() - announcedAt >= announceEveryMs) announce('running', null)
  }
  await noting.drop(of)
  announce('finished', null)
}

/** What an import of the same files had saved before it was cut short counts for this one, which takes its place. */
async function takeOver({ unfinished }: RunParts, of: ImportSession): Promise<void> {
  const earlier = await unfinished.ofSameFiles(
    of.sources.map(({ path }) => path),
    of.id,
  )
  for (const { created, updated } of earlier) {
    for (const id of created) of.created.add(id)
    for (const id of updated) of.updated.add(id)
  }
  of.replaces = earlier.map(({ importId }) => importId)
}

const sourceOfSession = ({ rows, inSession, files }: ImportSession): ImportProgress['source'] =>
  sourceOf(
    rows.map(({ shown }) => shown),
    inSession,
    files.map(({ name }) => name),
  )
