import { toneOf } from '../../../shared/check.ts'
import { verdictWords } from '../../../shared/verdict-words.ts'
import { plainText } from '../../checks/index.ts'
import { nearestExpiry, type ReportEntry } from '../entry.ts'
import { html, type Markup } from './markup.ts'

const width = 480
const gap = 2
/** Squares beyond this number would be too small to tell apart. */
const mostSquares = 4000

/** One square for each connection in the order of the list: pale where it works, so that the others are seen first. */
export function verdictSquares(results: readonly ReportEntry[]): Markup {
  const shown = results.slice(0, mostSquares)
  const size = shown.length <= 240 ? 12 : shown.length <= 1200 ? 8 : 5
  const perRow = Math.floor(width / (size + gap))
  const rows = Math.max(1, Math.ceil(shown.length / perRow))
  const squares = shown.map((result, index) => {
    const x = (index % perRow) * (size + gap)
    const y = Math.floor(index / perRow) * (size + gap)
    const title = `${plainText(result.name, 120)}: ${verdictWords[result.verdict]}`
    return html`<rect class="sq ${toneOf(result.verdict)}" x="${x}" y="${y}" width="${size}" height="${size}" rx="2"><title>${title}</title></rect>`
  })
  return html`<svg viewBox="0 0 ${width} ${rows * (size + gap)}" aria-hidden="true">${squares}</svg>`
}

const months = 13
const barsHigh = 64

/** When the first application of each connection ends, by month: what has ended, this month and the twelve after. */
export function expiryMonths(results: readonly ReportEntry[], at: number): Markup {
  const counts = Array.from({ length: months + 1 }, () => 0)
  let later = 0
  for (const { applications } of results) {
    const end = Date.parse(nearestExpiry(applications) ?? '')
    if (Number.isNaN(end)) continue
    const bar = end <= at ? 0 : 1 + monthsBetween(at, end)
    if (bar < counts.length) counts[bar] = (counts[bar] ?? 0) + 1
    else later++
  }
  const most = Math.max(1, ...counts)
  const step = width / counts.length
  const bars = counts.map((count, index) => {
    const high = (count / most) * barsHigh
    const tone = index === 0 ? 'broken' : index === 1 ? 'expiring' : ''
    const middle = index * step + step / 2
    const number = count === 0 ? '' : String(count)
    return html`<rect class="bar ${tone}" x="${round(index * step + 2)}" y="${round(16 + barsHigh - high)}" width="${round(step - 4)}" height="${round(high)}" rx="1"/><text class="axis" x="${round(middle)}" y="${round(12 + barsHigh - high)}" text-anchor="middle">${number}</text><text class="axis" x="${round(middle)}" y="${barsHigh + 30}" text-anchor="middle">${labelOf(index, at)}</text>`
  })
  const rest = later === 0 ? html`` : html`<p class="hint">${later} later.</p>`
  return html`<svg viewBox="0 0 ${width} ${barsHigh + 34}" aria-hidden="true">${bars}</svg>${rest}`
}

function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)]
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
}

function labelOf(bar: number, at: number): string {
  if (bar === 0) return 'ended'
  const start = new Date(at)
  const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + bar - 1, 1))
  return new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(month)
}

const round = (value: number): number => Math.round(value * 10) / 10
