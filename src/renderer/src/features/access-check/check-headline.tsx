import type { CheckReport } from '../../../../shared/check.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './check-report.module.css'
import { reportTone, stepNames } from './report-words.ts'

export interface CheckHeadlineProps {
  readonly report: CheckReport
  /** 1 where the report is the view, 2 where it stands beside something else. */
  readonly level: 1 | 2
}

/** The answer first: shape, headline, meaning. Read out when it changes. */
export function CheckHeadline({ report, level }: CheckHeadlineProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className={styles.headline} role="status">
      <VerdictShape tone={reportTone(report)} size={22} />
      <div>
        <Heading data-selectable>{report.headline}</Heading>
        <p>{report.verdict === null ? runningText(report) : report.meaning}</p>
      </div>
    </div>
  )
}

function runningText(report: CheckReport): string {
  const running = report.steps.find(step => step.state === 'running')
  return running === undefined ? 'Getting ready.' : `${stepNames[running.step]}.`
}
