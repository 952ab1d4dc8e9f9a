import { useId, useState } from 'react'
import type { CheckReport, CheckStep } from '../../../../shared/check.ts'
import { useSettings } from '../../app/queries.ts'
import { dayText, timeText } from '../../ui/time/date-text.ts'
import { useNow } from '../../ui/time/use-now.ts'
import styles from './check-report.module.css'
import { CheckSteps } from './check-steps.tsx'
import { FoundApplications } from './found-applications.tsx'
import { msText } from './report-words.ts'
import { StepExchange } from './step-exchange.tsx'
import { type SecretPlaces, ValueCards } from './value-cards.tsx'

export interface CheckBodyProps {
  readonly report: CheckReport
  readonly secretsAre: SecretPlaces
}

/** The evidence under the headline: the three values, the steps, an exchange, the applications. */
export function CheckBody({ report, secretsAre }: CheckBodyProps) {
  const exchangeId = useId()
  const { timeZone } = useSettings()
  // Undefined: nobody chose yet, so the step that failed is shown.
  const [chosen, setChosen] = useState<CheckStep | null | undefined>(undefined)
  const shown = chosen === undefined ? report.failingStep : chosen
  // Between two words from main the time still goes on.
  const running = report.finishedAt === null
  const now = useNow(running)
  const totalMs = running ? Math.max(report.ms, now - Date.parse(report.startedAt)) : report.ms
  const index = report.steps.findIndex(({ step }) => step === shown)
  const result = report.steps[index]
  return (
    <>
      <ValueCards report={report} secretsAre={secretsAre} />
      <section aria-label="Steps" className={styles.part}>
        <div className={styles.title}>
          <h2>Steps</h2>
          <span className={styles.when}>{whenText(report, timeZone)}</span>
        </div>
        <CheckSteps
          steps={report.steps}
          totalMs={totalMs}
          shown={shown}
          onShow={setChosen}
          exchangeId={exchangeId}
        />
      </section>
      {result !== undefined && result.exchanges.length > 0 && (
        <StepExchange key={result.step} id={exchangeId} result={result} number={index + 1} />
      )}
      <FoundApplications applications={report.applications} zone={timeZone} />
    </>
  )
}

function whenText(report: CheckReport, zone: 'local' | 'utc'): string {
  const day = dayText(report.startedAt, zone)
  const today = day === dayText(new Date().toISOString(), zone)
  const start = `${today ? 'Today' : day} ${timeText(report.startedAt, zone)}${zone === 'utc' ? ' UTC' : ''}`
  return report.finishedAt === null ? start : `${start}, ${msText(report.ms)} in all`
}
