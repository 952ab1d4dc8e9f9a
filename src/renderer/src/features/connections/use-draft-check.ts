import { useRef, useState } from 'react'
import type { CheckReport } from '../../../../shared/check.ts'
import type { ConnectionFields } from '../../../../shared/connection.ts'
import { type ErrorData, ExplorerError } from '../../../../shared/errors.ts'
import { invoke, listen } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { draftOfTab } from './tab-drafts.ts'

export interface DraftCheck {
  /** Live while the check is under way; null before the first. */
  readonly report: CheckReport | null
  readonly running: boolean
  readonly error: ErrorData | null
  /** Checks what is typed. Null when it was cancelled or could not be run. */
  readonly run: (connectionId: string | null, fields: ConnectionFields) => Promise<CheckReport | null>
  readonly cancel: () => void
  /** Takes the report away: what it was about is not typed any more. */
  readonly clear: () => void
}

/** The access check of what is typed in one tab, before it is saved. */
export function useDraftCheck(tabId: string): DraftCheck {
  const [report, setReport] = useState<CheckReport | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const controller = useRef<AbortController | null>(null)

  const run: DraftCheck['run'] = async (connectionId, fields) => {
    controller.current?.abort()
    const mine = new AbortController()
    controller.current = mine
    setRunning(true)
    setError(null)
    setReport(null)
    const stop = listen('checkProgress', progress => {
      const ours = progress.connectionId === null && progress.clientId === fields.clientId
      if (ours && !mine.signal.aborted) setReport(progress)
    })
    try {
      const draftId = await draftOfTab(tabId)
      const finished = await invoke('checks.runDraft', { connectionId, draftId, fields }, mine.signal)
      setReport(finished)
      return finished
    } catch (caught) {
      const cancelled = caught instanceof ExplorerError && caught.code === 'cancelled'
      if (controller.current === mine) {
        setReport(null)
        if (!cancelled) setError(errorData(caught))
      }
      return null
    } finally {
      stop()
      if (controller.current === mine) setRunning(false)
    }
  }

  return {
    report,
    running,
    error,
    run,
    cancel: () => controller.current?.abort(),
    clear: () => setReport(null),
  }
}
