import type { ReactElement } from 'react'

export interface AccessCheckViewProps {
  readonly connectionId: string
}

/** Not built yet. */
export function AccessCheckView(_props: AccessCheckViewProps): ReactElement | null {
  return null
}

export { CheckPreview } from './check-steps.tsx'
export { CompactCheck } from './compact-check.tsx'
