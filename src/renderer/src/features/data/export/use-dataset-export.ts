import { notifications } from '@mantine/notifications'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CallInput } from '../../../../../shared/contract.ts'
import type { ExportProgress } from '../../../../../shared/datasets.ts'
import { invoke, listen } from '../../../app/client.ts'
import { errorData, useNotice } from '../../../app/notice.ts'

/** An export as the view sees it. */
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

/** Writes a dataset to a file, one at a time. Main asks where to; what was cancelled leaves no file behind. */
export function useDatasetExport(): DatasetExport {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const [asking, setAsking] = useState(false)
  const running = useRef<{ readonly controller: AbortController; readonly datasetId: string } | null>(null)
  useEffect(
    () =>
      listen('datasetExport', told => {
        if (told.datasetId === running.current?.datasetId) setProgress(told)
      }),
    [],
  )
  useEffect(() => () => running.current?.controller.abort(), [])
  const start = useCallback((input: CallInput<'datasets.export'>) => {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = { controller, datasetId: input.datasetId }
    invoke('datasets.export', input, controller.signal)
      .then(written => {
        if (written === null) return
        const rows = written.rows.toLocaleString('en-GB')
        const words = [`${rows} documents are in ${written.path}`, ...written.notes]
        notifications.show({ message: words.join('. '), autoClose: written.notes.length === 0 })
      })
      .catch((error: unknown) => {
        if (errorData(error).code !== 'cancelled') useNotice.getState().show(error)
      })
      .finally(() => {
        running.current = null
        setProgress(null)
      })
  }, [])
  const cancel = useCallback(() => running.current?.controller.abort(), [])
  const ask = useCallback(() => setAsking(true), [])
  const close = useCallback(() => setAsking(false), [])
  return useMemo(
    () => ({ progress, asking, ask, close, start, cancel }),
    [progress, asking, ask, close, start, cancel],
  )
}
