import type { ReactNode } from 'react'
import styles from './secret-slab.module.css'

/** Stands for a secret: a grey slab with words about it, never dots that look like a length. */
export function SecretSlab({ children }: { readonly children: ReactNode }) {
  return <span className={styles.slab}>{children}</span>
}
