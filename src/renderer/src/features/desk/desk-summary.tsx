import { memo } from 'react'
import { type DeskRow, headlineOf, isNew } from './desk-rows.ts'
import styles from './desk-summary.module.css'
import { ExpiryPicture } from './expiry-picture.tsx'
import { daysLeft } from './row-facets.ts'
import { VerdictSquares } from './verdict-squares.tsx'

/** An application that ends within so many days is expiring, as in the access check. */
const expiringDays = 30

interface DeskSummaryProps {
  readonly rows: readonly DeskRow[]
  readonly now: number
}

/** The finding as a headline, with a square for each connection, and how the expiries lie in the year ahead. */
export function DeskSummary({ rows, now }: DeskSummaryProps) {
  const changed = rows.filter(isNew).length
  const ends = rows.filter(({ result }) => {
    const days = daysLeft(result, now)
    return days !== null && days >= 0 && days < expiringDays
  }).length
  const expiries = rows.filter(({ result }) => result?.nearestExpiry != null).length
  return (
    <section aria-label="Summary" className={styles.summary}>
      <figure>
        <figcaption>
          <h2>{headlineOf(rows)}</h2>
          {changed > 0 && <span>{changed} new since the run before</span>}
        </figcaption>
        <Squares rows={rows} />
      </figure>
      <figure className={styles.wide}>
        <figcaption>
          <h2>{endsText(expiries, ends)}</h2>
          <span>nearest expiry</span>
        </figcaption>
        <Expiries rows={rows} now={Math.floor(now / 60_000) * 60_000} />
      </figure>
    </section>
  )
}

function endsText(known: number, ends: number): string {
  if (known === 0) return 'No expiry known yet'
  return ends === 0 ? 'None ends within 30 days' : `${ends} end${ends === 1 ? 's' : ''} within 30 days`
}

const Squares = memo(VerdictSquares)
const Expiries = memo(ExpiryPicture)
