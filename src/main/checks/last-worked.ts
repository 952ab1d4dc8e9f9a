import { type CheckReport, toneOf, type Verdict } from '../../shared/check.ts'
import { momentText } from './dates.ts'

/** Whether a verdict lets the customer work. */
export function isWorking(verdict: Verdict): boolean {
  const tone = toneOf(verdict)
  return tone === 'works' || tone === 'expiring'
}

/** Has the messages of a check that failed name the last one that worked, ISO 8601: what changed since is the cause. */
export function withLastWorked(report: CheckReport, at: string | null): CheckReport {
  if (at === null || report.verdict === null || isWorking(report.verdict)) return report
  const sentence = ` The last check that worked was on ${momentText(Date.parse(at))}.`
  const { forReseller, forCustomer } = report.messages
  return {
    ...report,
    messages: { forReseller: `${forReseller}${sentence}`, forCustomer: `${forCustomer}${sentence}` },
  }
}
