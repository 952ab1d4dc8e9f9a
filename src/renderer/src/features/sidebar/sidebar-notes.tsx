import { Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ConnectionProblem } from '../../../../shared/connection.ts'
import { keychainQuery } from '../../app/queries.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './sidebar.module.css'

/** The same in 52 px: the shape, with the words in a tooltip. */
export function RailNotes() {
  const keychain = useQuery(keychainQuery).data
  if (keychain === undefined || keychain.state === 'available') return null
  const words = `${keychain.message} ${keychain.hint}`
  return (
    <Tooltip label={words} position="right" multiline w={240}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reachable by keyboard */}
      <span role="status" tabIndex={0} aria-label={words} className={styles.railNote}>
        <VerdictShape tone="expiring" />
      </span>
    </Tooltip>
  )
}

/** What is wrong with the keychain or with files on disk, under the connections that it is about. */
export function SidebarNotes({ problems }: { readonly problems: readonly ConnectionProblem[] }) {
  const keychain = useQuery(keychainQuery).data
  return (
    <div className={styles.notes}>
      {keychain !== undefined && keychain.state !== 'available' && (
        <div role="status" className={styles.problem}>
          <VerdictShape tone="expiring" />
          <p>
            <b>{keychain.message}</b> {keychain.hint}
          </p>
        </div>
      )}
      {problems.length > 0 && (
        <details className={styles.problem}>
          <summary>
            <VerdictShape tone="expiring" />
            {problems.length === 1 ? 'One file was set aside' : `${problems.length} files were set aside`}
          </summary>
          <p>They could not be read and were kept beside the others in the data folder.</p>
          <ul>
            {problems.map(problem => (
              <li key={problem.file}>
                <code>{problem.file}</code> {problem.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
