import { classNames } from '../class-names.ts'
import { countdownText, countdownWords } from '../time/countdown-text.ts'
import styles from './countdown.module.css'

const tickCount = 20
const ticks = Array.from({ length: tickCount }, (_, index) => index)
const tickGap = 4
const width = tickCount * tickGap + 1

/** Below this many seconds the ruler takes the colour of what ends soon. */
export const soonSeconds = 60

export interface CountdownRulerProps {
  readonly seconds: number
  /** Whole life in seconds; the ruler is full at this. */
  readonly lifetime: number
  readonly label: string
}

/**
 * What is left of a life, on a graduated scale: 20 ticks, every fourth taller (a minute of a five-minute token),
 * the coloured part is what is left. A timer for those who ask; it announces nothing by itself.
 */
export function CountdownRuler({ seconds, lifetime, label }: CountdownRulerProps) {
  const share = lifetime > 0 ? Math.min(1, Math.max(0, seconds / lifetime)) : 0
  return (
    <span
      role="timer"
      aria-label={`${label}: ${countdownWords(seconds)}`}
      className={classNames(styles.ruler, seconds < soonSeconds && styles.soon)}
    >
      <svg aria-hidden width={width} height="12" viewBox={`0 0 ${width} 12`}>
        {ticks.map(tick => (
          <path
            key={tick}
            className={tick < Math.ceil(share * tickCount) ? styles.left : styles.gone}
            d={`M${tick * tickGap + 0.5} 12V${tick % 4 === 0 ? 1 : 5}`}
          />
        ))}
      </svg>
      <span data-mono className={styles.text}>
        {countdownText(seconds)}
      </span>
    </span>
  )
}
