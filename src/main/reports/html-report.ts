import { createHash } from 'node:crypto'
import { toneOf } from '../../shared/check.ts'
import { changeWords } from '../../shared/verdict-change.ts'
import { stepNames, verdictWords } from '../../shared/verdict-words.ts'
import { nearestExpiry, type ReportEntry, type RunReport } from './entry.ts'
import { connectionDetail, outside } from './html/connection-detail.ts'
import { html, type Markup } from './html/markup.ts'
import { expiryMonths, verdictSquares } from './html/pictures.ts'
import { verdictLabel } from './html/shapes.ts'
import { style } from './html/style.ts'
import { summarise, worstFirst } from './summary.ts'
import { dayText, durationText, momentText } from './words.ts'

/** Nothing is loaded and nothing runs; the one style sheet is known by its hash. */
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`

/**
 * A run as one HTML page that stands for itself: no script, nothing from elsewhere, for screen (light and dark) and
 * paper. Everything from outside is text in a direction of its own.
 */
export function htmlReport(run: RunReport): string {
  const { headline, total, byVerdict } = summarise(run.results)
  const results = worstFirst(run.results)
  const number = new Map(run.results.map((result, index) => [result, index + 1]))
  const moment = run.isOneRun ? run.startedAt : run.finishedAt
  const at = Date.parse(moment)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Access check, ${momentText(moment)}: ${headline}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${headline}</h1>
<p class="hint">${opening(run, total)}</p>
${pictures(run.results, at)}
<ul class="counts">${byVerdict.map(({ verdict, count }) => html`<li>${verdictLabel(toneOf(verdict), verdictWords[verdict])}<span class="n">${count}</span></li>`)}</ul>
${changes(run.results)}${unusedRows(run)}
<h2>Connections</h2>
<table>
<thead><tr><th scope="col">Verdict</th><th scope="col">Connection</th><th scope="col">Customer</th><th scope="col">Failing step</th><th scope="col">What it means</th><th scope="col" class="num">Apps</th><th scope="col">First end (UTC)</th></tr></thead>
<tbody>
${results.map(result => tableRow(result, number.get(result) ?? 0))}</tbody>
</table>
<h2>Details</h2>
${results.map(result => connectionDetail(result, number.get(result) ?? 0))}
</main>
</body>
</html>
`
  return page.markup
}

function opening(run: RunReport, total: number): string {
  const customers = new Set(run.results.map(({ customer }) => customer).filter(name => name !== '')).size
  const of = customers === 0 ? '' : ` of ${customers} ${customers === 1 ? 'customer' : 'customers'}`
  const connections = total === 1 ? '1 connection' : `${total} connections`
  return `${connections}${of}${run.isOneRun ? whenRun(run) : whenCollected(run)}`
}

function whenRun({ startedAt, finishedAt, notReached }: RunReport): string {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt)
  const early = notReached === 0 ? '' : ` Ended early: ${notReached} more were not checked.`
  return `, checked ${momentText(startedAt)} in ${durationText(ms)}.${early}`
}

function whenCollected({ results, startedAt, finishedAt, notReached }: RunReport): string {
  const [from, to] = [momentText(startedAt), momentText(finishedAt)]
  const said = [
    ...(results.length === 0 ? [] : [from === to ? `Results of ${to}.` : `Results from ${from} to ${to}.`]),
    ...(notReached === 0 ? [] : [`${notReached} more ${notReached === 1 ? 'was' : 'were'} never checked.`]),
  ]
  return `. ${said.join(' ')}`
}

function pictures(results: readonly ReportEntry[], at: number): Markup {
  if (results.length === 0) return html``
  const hasEnds = results.some(({ applications }) => nearestExpiry(applications) !== null)
  const ends = hasEnds
    ? html`<figure><figcaption>First end among the applications of each connection</figcaption>${expiryMonths(results, at)}</figure>`
    : html``
  return html`<div class="pictures"><figure><figcaption>Every connection, in the order of the list</figcaption>${verdictSquares(results)}</figure>${ends}</div>`
}

const changeKinds = ['broken', 'repaired', 'expiring'] as const

function changes(results: readonly ReportEntry[]): Markup {
  const said = changeKinds.flatMap(kind => {
    const count = results.filter(({ change }) => change === kind).length
    return count === 0 ? [] : [`${count} ${changeWords[kind].toLowerCase()}`]
  })
  return said.length === 0 ? html`` : html`<p>Since the run before: ${said.join(', ')}.</p>`
}

function unusedRows({ unusedRows: rows }: RunReport): Markup {
  if (rows.length === 0) return html``
  const lines = rows.map(({ line, reason }) => html`<li>Row ${line}: ${outside(reason)}</li>`)
  return html`<h2>Rows that were not checked</h2><ul>${lines}</ul>`
}

const changed = ({ change }: ReportEntry): Markup =>
  change == null ? html`` : html`<br><span class="hint">${changeWords[change]}</span>`

function tableRow(result: ReportEntry, number: number): Markup {
  const step = result.failingStep === null ? '-' : stepNames[result.failingStep]
  const listed = result.applications.length > 0 || result.verdict === 'no_applications'
  const meaning = result.verdict === 'works' ? '' : result.headline
  return html`<tr><td>${verdictLabel(toneOf(result.verdict), verdictWords[result.verdict])}${changed(result)}</td><td><a href="#c${number}">${outside(result.name)}</a></td><td>${outside(result.customer)}</td><td>${step}</td><td>${meaning}</td><td class="num">${listed ? result.applications.length : '-'}</td><td class="day">${dayText(nearestExpiry(result.applications))}</td></tr>
`
}
