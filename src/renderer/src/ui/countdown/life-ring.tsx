import { classNames } from '../class-names.ts'
import styles from './countdown.module.css'
import { soonSeconds } from './countdown-ruler.tsx'

const radius = 4.75
const around = 2 * Math.PI * radius

/** What is left of a life as a ring of 12 px, for rows. Decoration: the time stands beside it as text. */
export function LifeRing({ seconds, lifetime }: { readonly seconds: number; readonly lifetime: number }) {
  const share = lifetime > 0 ? Math.min(1, Math.max(0, seconds / lifetime)) : 0
  return (
    <svg
      aria-hidden
      width="12"
      height="12"
      viewBox="0 0 12 12"
      className={classNames(styles.ring, seconds < soonSeconds && styles.soon)}
    >
      <circle className={styles.ringTrack} cx="6" cy="6" r={radius} />
      <circle
        className={styles.ringLeft}
        cx="6"
        cy="6"
        r={radius}
        strokeDasharray={`${share * around} ${around}`}
        transform="rotate(-90 6 6)"
      />
    </svg>
  )
}
