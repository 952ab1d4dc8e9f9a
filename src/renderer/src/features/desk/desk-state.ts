import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type {
  DeskProgress,
  DeskResult,
  DeskRun,
  ImportPreview,
  ImportProgress,
} from '../../../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../../../shared/errors.ts'
import { invoke, listen } from '../../app/client.ts'
import { errorData, useNotice } from '../../app/notice.ts'
import { queryKeys } from '../../app/query-keys.ts'

interface DeskStore {
  readonly loaded: boolean
  readonly error: ErrorData | null
  readonly results: ReadonlyMap<string, DeskResult>
  readonly run: DeskRun | null
  /** The import on screen; null while the table is. */
  readonly preview: ImportPreview | null
  readonly importing: ImportProgress | null
}

/** What main knows of the desk. Kept up to date by events from its first look on, whatever tab is in front. */
export const useDesk = create<DeskStore>()(() => ({
  loaded: false,
  error: null,
  results: new Map(),
  run: null,
  preview: null,
  importing: null,
}))

let listening = false

/** Reads the state and listens to what changes it; once for the life of the window. */
export async function loadDesk(cache: QueryClient): Promise<void> {
  if (!listening) {
    listening = true
    listen('deskProgress', progress => takeProgress(cache, progress))
    listen('deskImport', takeImport)
  }
  try {
    const { results, run } = await invoke('desk.state', {})
    useDesk.setState(now => ({
      loaded: true,
      error: null,
      // What an event brought in the meantime is newer.
      results: new Map([...results.map(result => [result.connectionId, result] as const), ...now.results]),
      run: now.run ?? run,
    }))
  } catch (error) {
    useDesk.setState({ error: errorData(error) })
  }
}

function takeProgress(cache: QueryClient, { run, results }: DeskProgress): void {
  const before = useDesk.getState()
  const merged = results.length === 0 ? before.results : new Map(before.results)
  if (merged instanceof Map) for (const result of results) merged.set(result.connectionId, result)
  useDesk.setState({ run, results: merged })
  const ended = before.run?.state === 'running' && run?.state !== 'running'
  // The sidebar follows at the end: in between it would be drawn anew for each batch.
  if (ended) void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
}

function takeImport(progress: ImportProgress): void {
  const { preview } = useDesk.getState()
  if (preview === null || preview.importId !== progress.importId) return
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

/** Puts the import away and shows the table again. */
export function closeImport(): void {
  const { preview } = useDesk.getState()
  useDesk.setState({ preview: null, importing: null })
  if (preview !== null) atDesk(invoke('desk.closeImport', { importId: preview.importId }))
}
