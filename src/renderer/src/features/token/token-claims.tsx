import type { TokenState } from '../../../../shared/token.ts'
import { useSettings } from '../../app/queries.ts'
import { dateTimeText } from '../../ui/time/date-text.ts'
import styles from './token-claims.module.css'
import { claimMoment, claimName } from './token-words.ts'

/** The claims of a JWT as a table, or a sentence that there are none to see. */
export function TokenClaims({ claims }: Pick<TokenState, 'claims'>) {
  const { timeZone } = useSettings()
  return (
    <section aria-label="Claims" className={styles.claims}>
      <h2>Claims</h2>
      {claims === null ? (
        <p className={styles.none}>
          The token is opaque: only the server can read it. A JWT would show its claims here.
        </p>
      ) : (
        <table aria-label="Claims of the token" className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Value</th>
              <th scope="col">Means</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ name, value }) => {
              const moment = claimMoment(name, value)
              return (
                <tr key={name}>
                  <th scope="row" data-mono>
                    {name}
                  </th>
                  <td data-mono>{value}</td>
                  <td className={styles.means}>
                    {[claimName(name), moment === null ? '' : dateTimeText(moment, timeZone)]
                      .filter(text => text !== '')
                      .join(' ')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
