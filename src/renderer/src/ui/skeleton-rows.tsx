import { useEffect, useState } from 'react'
import styles from './skeleton-rows.module.css'

/** Answers that come sooner than this show no skeleton at all: a flash is worse than a short wait. */
const patienceMs = 150

/** Whether something has been going on for long enough to be worth a skeleton. */
export function usePatience(waiting: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!waiting) return setLate(false)
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [waiting])
  return waiting && late
}

/** Widths in percent that look like text of different lengths, the same each time. */
const widths = [62, 84, 48, 73, 55, 90, 67, 41, 78, 59] as const

export interface SkeletonBarProps {
  /** Position in a list, so that neighbours differ in width. */
  readonly index?: number
}

/** One bar in the place of a value. Decoration: whoever shows it says what is loading. */
export function SkeletonBar({ index = 0 }: SkeletonBarProps) {
  return <span aria-hidden className={styles.bar} style={{ width: `${widths[index % widths.length]}%` }} />
}

export interface SkeletonRowsProps {
  readonly rows: number
  /** Pixels. */
  readonly rowHeight?: number
  /** What is loading, for those who cannot see the bars. */
  readonly label: string
}

/** Rows that are on their way, shown after 150 ms. Takes its room at once, so that nothing jumps. */
export function SkeletonRows({ rows, rowHeight = 28, label }: SkeletonRowsProps) {
  const late = usePatience(true)
  return (
    <div role="status" aria-label={label} className={styles.rows} style={{ minHeight: rows * rowHeight }}>
      {late &&
        Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their position
          <div key={row} className={styles.row} style={{ height: rowHeight }}>
            <SkeletonBar index={row} />
          </div>
        ))}
    </div>
  )
}
