import type { ReactNode } from 'react'
import styles from './key-values.module.css'

export interface KeyValue {
  readonly key: string
  readonly value: ReactNode
}

/** Names and values in two columns. A value keeps one line and can be selected. */
export function KeyValues({ entries }: { readonly entries: readonly KeyValue[] }) {
  return (
    <dl className={styles.list}>
      {entries.map(entry => (
        <div key={entry.key} className={styles.entry}>
          <dt>{entry.key}</dt>
          <dd>{entry.value}</dd>
        </div>
      ))}
    </dl>
  )
}
