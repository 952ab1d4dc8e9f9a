import { useQuery } from '@tanstack/react-query'
import { type CheckSummary, toneOf } from '../../../../shared/check.ts'
import { verdictWords } from '../../../../shared/verdict-words.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { dateTimeText, dayText } from '../../ui/time/date-text.ts'
import styles from './check-history.module.css'
import { historyBars, historyText, lastWorked, standingSince } from './history-words.ts'
import { msText } from './report-words.ts'

/** The last checks as a picture: a bar for each, its height the time, its colour the verdict. */
export function CheckHistory({ connectionId }: { readonly connectionId: string }) {
  const { timeZone } = useSettings()
  const { data, error } = useQuery({
    queryKey: queryKeys.checkHistory(connectionId),
    queryFn: () => invoke('checks.history', { connectionId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error !== null) return <InlineError error={errorData(error)} />
  if (data === undefined || data.length === 0) return null
  const checks = data.toReversed()
  const first = checks[0]
  const worked = lastWorked(checks)
  const since = standingSince(checks)
  return (
    <section aria-label="Last checks">
      <div className={styles.title}>
        <h2>{checks.length === 1 ? 'Last check' : `Last ${checks.length} checks`}</h2>
        {worked !== null ? (
          <span className={styles.note}>Last worked {dateTimeText(worked, timeZone)}</span>
        ) : (
          since !== null && (
            <span className={styles.note}>
              {since.works ? 'Working' : 'Failing'} since {dayText(since.at, timeZone)}
            </span>
          )
        )}
      </div>
      <ol className={styles.bars} aria-label={historyText(checks)}>
        {historyBars(checks).map(({ check, percent }) => (
          <li
            key={check.at}
            className={styles[toneOf(check.verdict)]}
            style={{ height: `${percent}%` }}
            title={barText(check, timeZone)}
          >
            <span className={styles.hidden}>{barText(check, timeZone)}</span>
          </li>
        ))}
      </ol>
      <div className={styles.axis}>
        <span>{first === undefined ? '' : dayText(first.at, timeZone)}</span>
        <span>height: time</span>
        <span>now</span>
      </div>
    </section>
  )
}

function barText(check: CheckSummary, zone: 'local' | 'utc'): string {
  return `${dateTimeText(check.at, zone)}: ${verdictWords[check.verdict]}, ${msText(check.ms)}`
}
