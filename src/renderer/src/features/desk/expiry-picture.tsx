import { useMemo } from 'react'
import type { DeskRow } from './desk-rows.ts'
import styles from './desk-summary.module.css'
import { daysLeft } from './row-facets.ts'

const width = 438
const base = 38
const weeks = 52
const weekWidth = width / weeks
const soonWidth = (30 / 364) * width

const marks = [
  { text: 'now', day: 0 },
  { text: '30 d', day: 30 },
  { text: '90 d', day: 90 },
  { text: '6 months', day: 182 },
] as const

interface ExpiryPictureProps {
  readonly rows: readonly DeskRow[]
  readonly now: number
}

/** How many connections have their nearest expiry in each week of the year ahead; bars start at zero. */
export function ExpiryPicture({ rows, now }: ExpiryPictureProps) {
  const counts = useMemo(() => weekly(rows, now), [rows, now])
  const highest = Math.max(4, ...counts)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return (
    <svg
      role="img"
      aria-label={`Nearest expiry of ${total} connections by week, over the next 12 months`}
      className={styles.expiries}
      viewBox={`0 0 ${width} 50`}
      width="100%"
      height={50}
      preserveAspectRatio="none"
    >
      <rect x="0" y="0" width={soonWidth} height={base} className={styles.soon} />
      {counts.map((count, week) => {
        const high = (count / highest) * (base - 2)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its week
            key={week}
            x={week * weekWidth + 1}
            y={base - high}
            width={weekWidth - 2}
            height={high}
            className={week * 7 < 30 ? styles.ending : styles.later}
          />
        )
      })}
      <path className={styles.axis} d={`M0 ${base}.5h${width}`} />
      {marks.map(({ text, day }) => (
        <text key={text} x={(day / 364) * width} y="49">
          {text}
        </text>
      ))}
      <text x={width} y="49" textAnchor="end">
        12 months
      </text>
    </svg>
  )
}

function weekly(rows: readonly DeskRow[], now: number): readonly number[] {
  const counts = Array.from({ length: weeks }, () => 0)
  for (const { result } of rows) {
    const days = daysLeft(result, now)
    const week = days === null ? -1 : Math.floor(days / 7)
    const count = counts[week]
    if (count !== undefined) counts[week] = count + 1
  }
  return counts
}
