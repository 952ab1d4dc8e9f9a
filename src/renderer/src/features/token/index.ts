import type { ReactElement } from 'react'

export interface TokenPanelProps {
  readonly connectionId: string
}

/** Not built yet. */
export function TokenPanel(_props: TokenPanelProps): ReactElement | null {
  return null
}
