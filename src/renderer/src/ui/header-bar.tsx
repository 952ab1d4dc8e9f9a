import type { ReactNode } from 'react'
import styles from './header-bar.module.css'

export interface HeaderBarProps {
  /** Left: where one is. */
  readonly children: ReactNode
  /** Right: view switch, then at most one primary button. */
  readonly actions?: ReactNode
}

/** The bar of 44 px over a view. */
export function HeaderBar({ children, actions }: HeaderBarProps) {
  return (
    <header className={styles.bar}>
      <div className={styles.where}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
