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
              {last ? (
                <h1 dir="auto" className={styles.here} aria-current="page" title={crumb.text} data-selectable>
                  {crumb.text}
                </h1>
              ) : (
                <button
                  type="button"
                  dir="auto"
                  className={styles.level}
                  title={crumb.text}
                  disabled={crumb.onOpen === undefined}
                  onClick={crumb.onOpen}
                >
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
