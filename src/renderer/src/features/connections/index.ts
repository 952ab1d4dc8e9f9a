import type { ReactElement } from 'react'

export interface ConnectionEditorProps {
  readonly tabId: string
  readonly connectionId: string | null
  readonly fromClipboard: boolean
}

/** Not built yet. */
export function ConnectionEditor(_props: ConnectionEditorProps): ReactElement | null {
  return null
}
