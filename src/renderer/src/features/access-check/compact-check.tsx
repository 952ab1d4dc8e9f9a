import type { CheckReport } from '../../../../shared/check.ts'
import { CheckAdvice } from './check-advice.tsx'
import { CheckBody } from './check-body.tsx'
import { CheckHeadline } from './check-headline.tsx'
import styles from './check-report.module.css'

const inForm = { clientSecret: 'As typed or stored', apiKey: 'As typed or stored' }

/** A report in one column, to stand beside a form. */
export function CompactCheck({ report }: { readonly report: CheckReport }) {
  return (
    <div className={styles.compact}>
      <CheckHeadline report={report} />
      <CheckBody key={report.id} report={report} secretsAre={inForm} />
      {report.verdict !== null && <CheckAdvice report={report} />}
    </div>
  )
}
