import { csvHeader, csvRows, utf8Mark } from '../api/index.ts'
import { plainText } from '../checks/index.ts'
import { nearestExpiry, type ReportEntry, type RunReport } from './entry.ts'

const names = [
  'name',
  'customer',
  'client_id',
  'verdict',
  'change',
  'failing_step',
  'meaning',
  'advice',
  'applications',
  'nearest_expiry',
  'notes',
  'checked_at',
  'ms',
]

/** Characters of a cell; spreadsheets take some 32,000. */
const longest = 4000

/**
 * A run as CSV for a spreadsheet (RFC 4180, with the mark by which Excel knows UTF-8): one row for each connection,
 * in the order of the list. Text that a spreadsheet would take for a formula is escaped.
 */
export function csvReport(run: RunReport): string {
  // The command line keeps no runs to compare with.
  const isCompared = run.results.some(({ change }) => change !== undefined)
  const columns = names.filter(name => isCompared || name !== 'change').map(name => [name])
  return utf8Mark + csvHeader(columns) + csvRows(run.results.map(rowOf), columns)
}

function rowOf(result: ReportEntry) {
  const applications = result.applications.map(({ name, expiry }) =>
    expiry === null ? name : `${name} (${expiry})`,
  )
  const text = (value: string) => plainText(value, longest)
  return {
    name: text(result.name),
    customer: text(result.customer),
    client_id: text(result.clientId),
    verdict: result.verdict,
    change: result.change ?? '',
    failing_step: result.failingStep ?? '',
    meaning: text(`${result.headline}. ${result.meaning}`.replaceAll(/\.\./g, '.')),
    advice: text(result.advice.join(' ')),
    applications: text(applications.join('; ')),
    nearest_expiry: nearestExpiry(result.applications) ?? '',
    notes: text(result.notes.join(' ')),
    checked_at: result.startedAt,
    ms: result.ms,
  }
}
