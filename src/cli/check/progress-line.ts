import type { BulkProgress } from '../../main/checks/index.ts'
import { toneOf, type Verdict } from '../../shared/check.ts'

/** Milliseconds between two pictures of the line: often enough to look alive. */
const between = 200
const clearLine = '\r\u001b[2K'

/** The line at the bottom of a terminal that says how far a run is. */
export interface ProgressLine {
  /** Null where nobody watches. */
  readonly show: ((progress: BulkProgress) => void) | null
  /** Takes the line away, so that the report starts on a clean one. */
  readonly clear: () => void
}

/** A progress line on a terminal; on anything else there is none. */
export function createProgressLine(
  stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown },
  now: () => number,
): ProgressLine {
  if (stream.isTTY !== true) return { show: null, clear: () => {} }
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show(progress) {
      if (now() - shownAt < between) return
      shownAt = now()
      // One column stays free: a full line would wrap in some terminals.
      stream.write(clearLine + progressText(progress).slice(0, (stream.columns ?? 80) - 1))
    },
    clear: () => {
      if (shownAt !== Number.NEGATIVE_INFINITY) stream.write(clearLine)
    },
  }
}

/** "Checking 146 of 212: 12 do not work, 9 expire soon. 16 in a second, about 4 s left". */
export function progressText(progress: BulkProgress): string {
  const { done, total, byVerdict, perSecond, leftMs, putOff } = progress
  const counts = Object.entries(byVerdict) as [Verdict, number][]
  const sum = (wanted: (verdict: Verdict) => boolean) =>
    counts.reduce((all, [verdict, count]) => (wanted(verdict) ? all + count : all), 0)
  const expiring = sum(verdict => verdict === 'expiring')
  const failing = sum(verdict => toneOf(verdict) === 'broken' || toneOf(verdict) === 'unknown')
  const facts = [
    ...(failing > 0 ? [`${failing} ${failing === 1 ? 'does' : 'do'} not work`] : []),
    ...(expiring > 0 ? [`${expiring} ${expiring === 1 ? 'expires' : 'expire'} soon`] : []),
    ...(putOff > 0 ? [`${putOff} put off by a busy server`] : []),
  ]
  const speed = [
    ...(perSecond === null
      ? []
      : [`${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} in a second`]),
    ...(leftMs === null ? [] : [`about ${leftText(leftMs)} left`]),
  ]
  const place = `Checking ${done}${total === null ? '' : ` of ${total}`}`
  return (
    [[place, ...facts.slice(0, 1)].join(': '), ...facts.slice(1)].join(', ') +
    (speed.length === 0 ? '' : `. ${speed.join(', ')}`)
  )
}

function leftText(ms: number): string {
  return ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`
}
