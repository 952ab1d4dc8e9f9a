import { toneOf } from '../../../shared/check.ts'
import { stepNames, verdictWords } from '../../../shared/verdict-words.ts'
import { plainText } from '../../checks/index.ts'
import type { ReportEntry } from '../entry.ts'
import { dayText, durationText, momentText } from '../words.ts'
import { html, type Markup } from './markup.ts'
import { verdictLabel } from './shapes.ts'

/** Text from outside, which can neither leave its place nor turn the direction of its neighbours. */
export function outside(text: string): Markup {
  return html`<bdi>${plainText(text, 300)}</bdi>`
}

/** All that a report says about one connection, folded up; `number` is its place in the list, for links. */
export function connectionDetail(result: ReportEntry, number: number): Markup {
  const customer = result.customer === '' ? html`` : html` <span class="n">${outside(result.customer)}</span>`
  return html`<details><summary><b>${outside(result.name)}</b>${customer} <span class="n">${verdictLabel(toneOf(result.verdict), verdictWords[result.verdict])}</span></summary>
<div class="detail" id="c${number}">
<p><b>${result.headline}</b><br>${result.meaning}</p>
${causes(result)}${advice(result)}${message(result)}
<h3>Steps</h3>
<ol>${result.steps.map(stepLine)}</ol>
${applications(result)}${notes(result)}
<p class="hint">Client ID <span class="id">${outside(result.clientId)}</span>, checked ${momentText(result.startedAt)} in ${durationText(result.ms)}${result.scope === null ? '' : `, scope granted: ${result.scope}`}.</p>
</div></details>
`
}

function causes(result: ReportEntry): Markup {
  if (result.causes.length === 0) return html``
  const lines = result.causes.map(({ title, text }) => html`<li><b>${title}</b><br>${text}</li>`)
  return html`<h3>Likely cause</h3><ol>${lines}</ol>`
}

function advice(result: ReportEntry): Markup {
  if (result.advice.length === 0) return html``
  return html`<h3>What to do</h3><ul>${result.advice.map(text => html`<li>${text}</li>`)}</ul>`
}

function message(result: ReportEntry): Markup {
  if (result.message === '' || result.verdict === 'works') return html``
  return html`<h3>What to tell the customer</h3><div class="message">${result.message}</div>`
}

function stepLine({ step, ok, ms, summary }: ReportEntry['steps'][number]): Markup {
  const outcome = ok ? html`` : html` <span class="verdict broken">failed</span>`
  return html`<li>${stepNames[step]}${outcome}: ${summary} <span class="hint">${durationText(ms)}</span></li>`
}

function applications(result: ReportEntry): Markup {
  if (result.applications.length === 0) return html``
  const rows = result.applications.map(
    ({ name, id, expiry, note }) =>
      html`<tr><td>${outside(name)}</td><td class="id">${outside(id)}</td><td class="day">${dayText(expiry)}</td><td>${note}</td></tr>`,
  )
  return html`<h3>Applications</h3><table><thead><tr><th scope="col">Name</th><th scope="col">ID</th><th scope="col">Ends (UTC)</th><th scope="col">Note</th></tr></thead><tbody>${rows}</tbody></table>`
}

function notes(result: ReportEntry): Markup {
  if (result.notes.length === 0) return html``
  return html`<h3>Notes</h3><ul>${result.notes.map(note => html`<li>${outside(note)}</li>`)}</ul>`
}
