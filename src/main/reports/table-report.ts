import { toneOf, type VerdictTone } from '../../shared/check.ts'
import { verdictWords } from '../../shared/verdict-words.ts'
import { plainText } from '../checks/index.ts'
import { displayWidth, fitted } from './display-width.ts'
import { nearestExpiry, type ReportEntry, type RunReport } from './entry.ts'
import { summarise, worstFirst } from './summary.ts'
import { dayText, momentText } from './words.ts'

const marks: Readonly<Record<VerdictTone, string>> = {
  works: '✓',
  expiring: '!',
  broken: '✗',
  unknown: '?',
  checking: '…',
}
/** Foreground colours of ECMA-48, section 8.3.117. */
const colours: Readonly<Record<VerdictTone, number>> = {
  works: 32,
  expiring: 33,
  broken: 31,
  unknown: 90,
  checking: 36,
}
const narrowest = 40
const dayColumns = 10
/** Rows that could not be used; more are counted. */
const mostUnusedRows = 20

/** The terminal that a table is for. */
export interface TableLayout {
  readonly columns: number
  readonly colour: boolean
}

/**
 * A run as a table for a terminal of so many columns, what needs somebody first. Names can do nothing to the
 * terminal: control characters and marks that turn the direction of text are gone.
 */
export function tableReport(run: RunReport, screen: TableLayout): string {
  const width = Math.max(narrowest, screen.columns)
  const results = worstFirst(run.results)
  const widths = columnWidths(results, width)
  const line = (cells: readonly string[], tone: VerdictTone | null): string => {
    const shown = widths.flatMap((columns, index) =>
      columns === 0 ? [] : [fitted(cells[index] ?? '', columns)],
    )
    if (tone === null || !screen.colour) return shown.join('  ').trimEnd()
    const [first = '', ...others] = shown
    return [`\u001b[${colours[tone]}m${first}\u001b[0m`, ...others].join('  ').trimEnd()
  }
  const table =
    results.length === 0
      ? []
      : [
          line(['Verdict', 'Connection', 'Customer', 'Ends', 'What it means'], null),
          line(
            widths.map(columns => '─'.repeat(columns)),
            null,
          ),
          ...results.map(result => line(cellsOf(result), toneOf(result.verdict))),
          '',
        ]
  const { headline, byVerdict } = summarise(run.results)
  const counts = byVerdict.map(({ verdict, count }) => `${verdictWords[verdict]}: ${count}`)
  return [
    ...table,
    ...wrapped(`${headline}.`, width),
    ...(byVerdict.length > 1 ? wrapped(`${counts.join(', ')}.`, width) : []),
    ...remarks(run).flatMap(remark => wrapped(remark, width)),
    '',
  ].join('\n')
}

function cellsOf(result: ReportEntry): readonly string[] {
  return [
    `${marks[toneOf(result.verdict)]} ${verdictWords[result.verdict]}`,
    plainText(result.name, 200),
    plainText(result.customer, 200),
    dayText(nearestExpiry(result.applications)),
    toneOf(result.verdict) === 'works' ? '' : plainText(result.headline, 300),
  ]
}

/** Columns for each cell; 0 leaves it out. Names get what they need, up to their share; the meaning gets the rest. */
function columnWidths(results: readonly ReportEntry[], width: number): readonly number[] {
  const rows = results.map(cellsOf)
  const needed = (index: number, least: number) =>
    rows.reduce((most, cells) => Math.max(most, displayWidth(cells[index] ?? '')), least)
  const verdict = Math.min(needed(0, 7), width - 16)
  const gaps = 2
  const left = width - verdict - gaps
  if (width < 70) return [verdict, left, 0, 0, 0]
  const afterDay = left - dayColumns - gaps
  const name = Math.min(needed(1, 10), Math.floor(afterDay * 0.35))
  const hasCustomers = rows.some(cells => cells[2] !== '')
  const customer = hasCustomers ? Math.min(needed(2, 8), Math.floor(afterDay * 0.3)) : 0
  const rest = afterDay - name - gaps - (customer === 0 ? 0 : customer + gaps)
  return [verdict, name, customer, dayColumns, Math.min(rest, needed(4, 13))]
}

function remarks(run: RunReport): readonly string[] {
  const { notReached, unusedRows } = run
  const many = unusedRows.length - mostUnusedRows
  return [
    ...(notReached > 0
      ? [`Ended early, ${momentText(run.finishedAt)}: ${notReached} more not checked.`]
      : []),
    ...unusedRows
      .slice(0, mostUnusedRows)
      .map(({ line, reason }) => `Row ${line} was not checked. ${reason}`),
    ...(many > 0 ? [`${many} more rows were not checked.`] : []),
  ]
}

/** A sentence in lines of so many columns, broken between words. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of plainText(text, 4000).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (displayWidth(longer) <= width) line = longer
    else {
      if (line !== '') lines.push(line)
      line = displayWidth(word) <= width ? word : fitted(word, width)
    }
  }
  return line === '' ? lines : [...lines, line]
}
