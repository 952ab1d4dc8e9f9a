import type { CheckReport } from '../../../../shared/check.ts'
import { stepNames } from '../../../../shared/verdict-words.ts'
import { classNames } from '../../ui/class-names.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './check-report.module.css'
import { reportTone } from './report-words.ts'

export interface CheckHeadlineProps {
  readonly report: CheckReport
  /** Where the report is the view, the headline is as large as a page's. */
  readonly large?: boolean
}

/** The answer first: shape, headline, meaning. Read out when it changes. */
export function CheckHeadline({ report, large = false }: CheckHeadlineProps) {
  return (
    <div className={classNames(styles.headline, large && styles.large)} role="status">
      <VerdictShape tone={reportTone(report)} size={22} />
      <div>
        <h2 data-selectable>{report.headline}</h2>
        <p>{report.verdict === null ? runningText(report) : report.meaning}</p>
      </div>
    </div>
  )
}

function runningText(report: CheckReport): string {
  const running = report.steps.find(step => step.state === 'running')
  return running === undefined ? 'Getting ready.' : `${stepNames[running.step]}.`
}
