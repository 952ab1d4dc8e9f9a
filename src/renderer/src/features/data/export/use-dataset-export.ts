import { useCallback, useMemo, useState } from 'react'
import type { CallInput } from '../../../../../shared/contract.ts'
import type { ExportProgress } from '../../../../../shared/datasets.ts'
import { useRunningExports } from './running-exports.ts'

/** The export of a dataset as the view sees it. */
export interface DatasetExport {
  /** How far it is; null while none runs or where to write is still being chosen. */
  readonly progress: ExportProgress | null
  /** Whether somebody is asked what to write. */
  readonly asking: boolean
  ask(): void
  /** Stops asking. */
  close(): void
  start(input: CallInput<'datasets.export'>): void
  cancel(): void
}

/**
 * Writes a dataset to a file, one at a time, also when the view is left meanwhile. Main asks where to; what was
 * cancelled leaves no file behind. `datasetId`: the one on screen, if there is one.
 */
export function useDatasetExport(datasetId: string | null): DatasetExport {
  const progress = useRunningExports(
    ({ running }) => (datasetId === null ? undefined : running.get(datasetId))?.progress ?? null,
  )
  const [asking, setAsking] = useState(false)
  const start = useCallback((input: CallInput<'datasets.export'>) => {
    void useRunningExports.getState().start(input)
  }, [])
  const cancel = useCallback(() => {
    if (datasetId !== null) useRunningExports.getState().cancel(datasetId)
  }, [datasetId])
  const ask = useCallback(() => setAsking(true), [])
  const close = useCallback(() => setAsking(false), [])
  return useMemo(
    () => ({ progress, asking, ask, close, start, cancel }),
    [progress, asking, ask, close, start, cancel],
  )
}
