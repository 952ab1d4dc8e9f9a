import { create } from 'zustand'
import type {
  DeskProgress,
  DeskResult,
  ImportPreview,
  ImportProgress,
  UnfinishedImport,
} from '../../../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../../../shared/errors.ts'
import { invoke, listen } from '../../app/client.ts'
import { useDeskRun } from '../../app/desk-run.ts'
import { errorData, useNotice } from '../../app/notice.ts'

interface DeskStore {
  readonly loaded: boolean
  readonly error: ErrorData | null
  readonly results: ReadonlyMap<string, DeskResult>
  /** The import on screen; null while the table is. */
  readonly preview: ImportPreview | null
  readonly importing: ImportProgress | null
  /** Imports that were cut short. */
  readonly unfinished: readonly UnfinishedImport[]
}

/** What main knows of the desk. Kept up to date by events from its first look on, whatever tab is in front. */
export const useDesk = create<DeskStore>()(() => ({
  loaded: false,
  error: null,
  results: new Map(),
  preview: null,
  importing: null,
  unfinished: [],
}))

let listening = false

/** Reads the state and listens to what changes it; once for the life of the window. */
export async function loadDesk(): Promise<void> {
  if (!listening) {
    listening = true
    listen('deskProgress', takeProgress)
    listen('deskImport', takeImport)
  }
  // Asked apart: the files that it looks at may lie on a disk that takes its time.
  atDesk(loadUnfinished())
  try {
    const { results, run } = await invoke('desk.state', {})
    useDesk.setState(now => ({
      loaded: true,
      error: null,
      // What an event brought in the meantime is newer.
      results: new Map([...results.map(result => [result.connectionId, result] as const), ...now.results]),
    }))
    useDeskRun.getState().known(run)
  } catch (error) {
    useDesk.setState({ error: errorData(error) })
  }
}

function takeProgress({ results }: DeskProgress): void {
  if (results.length === 0) return
  const merged = new Map(useDesk.getState().results)
  for (const result of results) merged.set(result.connectionId, result)
  useDesk.setState({ results: merged })
}

function takeImport(progress: ImportProgress): void {
  const { preview } = useDesk.getState()
  if (preview === null || preview.importId !== progress.importId) {
    // One that a window before this one has begun.
    if (progress.state !== 'running') atDesk(loadUnfinished())
    return
  }
  const changed = new Map(progress.rows.map(row => [row.key, row]))
  const rows = changed.size === 0 ? preview.rows : preview.rows.map(row => changed.get(row.key) ?? row)
  useDesk.setState({ importing: progress, preview: { ...preview, rows } })
}

/** Does something at the desk; what goes wrong is shown over the sheet. */
export function atDesk(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (error instanceof ExplorerError && error.code === 'cancelled') return
    useNotice.getState().show(error)
  })
}

/** Asks for files and shows what is in them. */
export async function chooseImport(): Promise<void> {
  const preview = await invoke('desk.chooseImport', {})
  if (preview !== null) useDesk.setState({ preview, importing: null })
}

/** Asks which imports were cut short. */
export async function loadUnfinished(): Promise<void> {
  const { imports } = await invoke('desk.unfinishedImports', {})
  useDesk.setState({ unfinished: imports })
}

/** Shows an import that was cut short as it was read and mapped, ready to go on. */
export async function resumeImport(importId: string): Promise<void> {
  try {
    useDesk.setState({ preview: await invoke('desk.resumeImport', { importId }), importing: null })
  } catch (error) {
    // A file that is gone since is told in its place, too.
    await loadUnfinished()
    throw error
  }
}

/** Puts the import away and shows the table again. */
export function closeImport(): void {
  const { preview } = useDesk.getState()
  useDesk.setState({ preview: null, importing: null })
  if (preview === null) return
  atDesk(invoke('desk.closeImport', { importId: preview.importId }).finally(loadUnfinished))
}
