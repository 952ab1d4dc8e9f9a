import type { CheckedApplication } from '../../../../shared/check.ts'
import type { Settings } from '../../../../shared/settings.ts'
import { dayText } from '../../ui/time/date-text.ts'
import { expiryWords } from '../../ui/time/relative-time.ts'
import { useNow } from '../../ui/time/use-now.ts'
import { VerdictLabel } from '../../ui/verdict/verdict-label.tsx'
import styles from './found-applications.module.css'
import { applicationWords, daysUntil } from './report-words.ts'

export interface FoundApplicationsProps {
  readonly applications: readonly CheckedApplication[]
  readonly zone: Settings['timeZone']
}

/** The applications that the check found, with their end in words. */
export function FoundApplications({ applications, zone }: FoundApplicationsProps) {
  const now = useNow(false)
  if (applications.length === 0) return null
  return (
    <section aria-label="Applications">
      <h2>
        Applications <span className={styles.count}>{applications.length}</span>
      </h2>
      <ul className={styles.list}>
        {applications.map(application => {
          const { tone, word } = applicationWords[application.state]
          return (
            <li key={application.id} className={styles.row}>
              <span className={styles.state}>
                <VerdictLabel tone={tone} text={word} />
              </span>
              <div className={styles.name}>
                <b data-selectable>{application.name}</b>
                {application.note !== '' && <p>{application.note}</p>}
              </div>
              <span className={styles.expiry}>{expiryText(application.expiry, now, zone)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function expiryText(expiry: string | null, now: number, zone: Settings['timeZone']): string {
  const days = daysUntil(expiry, now)
  if (expiry === null || days === null) return 'no expiry date'
  return `${expiryWords(days)}, ${dayText(expiry, zone)}`
}
