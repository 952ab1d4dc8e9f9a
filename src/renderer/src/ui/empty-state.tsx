import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  /** One sentence: what is empty here. */
  readonly children: ReactNode
  /** A second one where it helps: why, or what would fill it. */
  readonly hint?: ReactNode
  /** One button. */
  readonly action?: ReactNode
}

/** Stands in the place of content that is not there, at 40 % of the height. */
export function EmptyState({ children, hint, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.what}>{children}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
