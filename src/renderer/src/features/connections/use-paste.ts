import { useState } from 'react'
import type { PastedConnection } from '../../../../shared/connection.ts'
import type { ErrorData } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { draftOfTab } from './tab-drafts.ts'

export interface Paste {
  readonly pasted: PastedConnection | null
  readonly error: ErrorData | null
  readonly busy: boolean
  /** From the clipboard, or from what main keeps of an import. */
  readonly paste: (importId?: string) => Promise<void>
  readonly dismiss: () => void
}

/** Fills the form from the clipboard or an import. Main reads and understands it; secrets in it stay there. */
export function usePaste(tabId: string, onPasted: (pasted: PastedConnection) => void): Paste {
  const [pasted, setPasted] = useState<PastedConnection | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [busy, setBusy] = useState(false)
  return {
    pasted,
    error,
    busy,
    paste: async importId => {
      setBusy(true)
      setError(null)
      setPasted(null)
      try {
        const draftId = await draftOfTab(tabId)
        const found =
          importId === undefined
            ? await invoke('drafts.fillFromClipboard', { draftId })
            : await invoke('postman.fillDraft', { importId, draftId })
        onPasted(found)
        setPasted(found)
      } catch (caught) {
        setError(errorData(caught))
      } finally {
        setBusy(false)
      }
    },
    dismiss: () => {
      setPasted(null)
      setError(null)
    },
  }
}
