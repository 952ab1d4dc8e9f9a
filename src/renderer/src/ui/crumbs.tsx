import { IconChevronRight } from '@tabler/icons-react'
import styles from './crumbs.module.css'

export interface Crumb {
  readonly text: string
  /** Goes there; the last crumb is where one is and goes nowhere. */
  readonly onOpen?: (() => void) | undefined
}

/** The way down to what is shown. In a narrow window only the last two are shown. */
export function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Path" className={styles.crumbs}>
      <ol>
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two levels may have the same name; the level is the key
            <li key={index}>
              {index > 0 && <IconChevronRight size={14} aria-hidden />}
              {last || crumb.onOpen === undefined ? (
                <span
                  className={last ? styles.here : styles.level}
                  aria-current={last ? 'page' : undefined}
                  title={crumb.text}
                  data-selectable
                >
                  {crumb.text}
                </span>
              ) : (
                <button type="button" className={styles.level} title={crumb.text} onClick={crumb.onOpen}>
                  {crumb.text}
                </button>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
