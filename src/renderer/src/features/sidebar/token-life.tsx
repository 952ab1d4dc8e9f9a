import { LifeRing } from '../../ui/countdown/life-ring.tsx'
import { countdownText, secondsLeft } from '../../ui/time/countdown-text.ts'
import { useNow } from '../../ui/time/use-now.ts'
import type { ConnectionState } from './connection-state.ts'
import styles from './sidebar.module.css'

/** At the end of a connection's row: the token's remaining life, or the days to an expiry. */
export function TokenLife({ state }: { readonly state: ConnectionState }) {
  const { token, endsInDays } = state
  const counting = token?.state === 'valid' && token.expiresAt !== null
  const now = useNow(counting)
  const left = counting ? secondsLeft(token.expiresAt, now) : null
  if (left !== null && left > 0) {
    return (
      <>
        <span data-mono className={styles.number}>
          {countdownText(left)}
        </span>
        <LifeRing seconds={left} lifetime={token?.lifetimeSeconds ?? left} />
      </>
    )
  }
  if (endsInDays === null) return null
  return (
    <span data-mono className={styles.number} title={`An application ends in ${endsInDays} days`}>
      {endsInDays} d
    </span>
  )
}
