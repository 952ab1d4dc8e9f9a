import { useQuery } from '@tanstack/react-query'
import type { ConnectionProblem } from '../../../../shared/connection.ts'
import { keychainQuery } from '../../app/queries.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './sidebar.module.css'

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
