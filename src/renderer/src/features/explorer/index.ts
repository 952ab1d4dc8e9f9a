import type { ReactElement } from 'react'
import type { ExplorerPlace } from '../../app/workspace.ts'

export interface ExplorerViewProps {
  readonly tabId: string
  readonly connectionId: string
  readonly place: ExplorerPlace
}

/** Not built yet. */
export function ExplorerView(_props: ExplorerViewProps): ReactElement | null {
  return null
}
