import { viewsOf } from './decoded-views.ts'
import { removed } from './secret-names.ts'

/** Shorter values occur by chance too often to be removed everywhere. */
const SHORTEST = 6
/** The newest values that are remembered: secret, key and token of each of 20,000 connections; some 10 MB. */
const MOST_VALUES = 60_000

/** Knows secret values themselves, and removes them where no name gives them away. */
export interface SecretScrubber {
  /** Remembers a value; too short ones are ignored. */
  know(value: string): void
  /** The text with every known value removed: plain, percent-encoded, JSON or HTML escaped, or inside base64. */
  scrub(text: string): string
}

type Range = readonly [from: number, to: number]

/**
 * Values by their first characters and then by their length. A text is then looked through once, however many values
 * there are and however alike they begin: searching it for each of 3,000 took a second for 64 KB.
 */
type ValuesByHead = ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<string>>>

/**
 * What is looked for. `firsts` and `shortest` tell in a moment of nearly every place and text that nothing can stand
 * there: a list of 1,000 connections is scrubbed in some milliseconds instead of half a second. Both may be wider
 * than the values that are left after others were forgotten, never narrower.
 */
interface Wanted {
  readonly byHead: ValuesByHead
  /** Codes of the first characters of the values. */
  readonly firsts: ReadonlySet<number>
  /** Characters of the shortest value. What is encoded is never shorter than what it stands for. */
  readonly shortest: number
}

/** Makes a scrubber that knows nothing yet. */
export function createSecretScrubber(): SecretScrubber {
  const values = new Set<string>()
  const byHead = new Map<string, Map<number, Set<string>>>()
  const firsts = new Set<number>()
  let shortest = Number.POSITIVE_INFINITY

  const forget = (value: string) => {
    values.delete(value)
    const sameHead = byHead.get(headOf(value))
    const alike = sameHead?.get(value.length)
    alike?.delete(value)
    if (alike?.size === 0) sameHead?.delete(value.length)
    if (sameHead?.size === 0) byHead.delete(headOf(value))
  }

  return {
    know(value) {
      if (value.length < SHORTEST) return
      // Entered anew, it counts as the newest.
      values.delete(value)
      values.add(value)
      firsts.add(value.charCodeAt(0))
      shortest = Math.min(shortest, value.length)
      const sameHead = byHead.get(headOf(value)) ?? new Map<number, Set<string>>()
      byHead.set(headOf(value), sameHead)
      const alike = sameHead.get(value.length) ?? new Set<string>()
      sameHead.set(value.length, alike)
      alike.add(value)
      const oldest = values.values().next().value
      if (values.size > MOST_VALUES && oldest !== undefined) forget(oldest)
    },
    scrub(text) {
      if (text.length < shortest) return text
      const wanted = { byHead, firsts, shortest }
      const ranges = [...rangesOf(text, wanted), ...base64RangesOf(text, wanted)]
      return ranges.length === 0 ? text : withoutRanges(text, ranges)
    },
  }
}

function headOf(value: string): string {
  return value.slice(0, SHORTEST)
}

/** Where in a text the values stand, in whatever encoding. */
function rangesOf(text: string, { byHead, firsts, shortest }: Wanted): readonly Range[] {
  const ranges: Range[] = []
  for (const view of viewsOf(text)) {
    for (let at = 0; at + shortest <= view.text.length; at++) {
      if (!firsts.has(view.text.charCodeAt(at))) continue
      for (const [length, alike] of byHead.get(view.text.slice(at, at + SHORTEST)) ?? []) {
        if (!alike.has(view.text.slice(at, at + length))) continue
        const last = at + length - 1
        ranges.push([view.starts?.[at] ?? at, view.ends?.[last] ?? last + 1])
      }
    }
  }
  return ranges
}

/**
 * Runs of base64 that hold a value, such as the header of Basic authentication, where what stands before the value
 * decides how it looks. Each run is read at its four possible starts, as it may follow other text.
 */
function base64RangesOf(text: string, wanted: Wanted): readonly Range[] {
  const ranges: Range[] = []
  /** Four characters of base64 hold three bytes, and a character of text takes one at least. */
  const shortestRun = Math.ceil((wanted.shortest * 4) / 3)
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)) {
    for (let start = 0; start < 4 && run.length - start >= shortestRun; start++) {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('utf8')
      if (rangesOf(decoded, wanted).length === 0) continue
      ranges.push([index, index + run.length])
      break
    }
  }
  return ranges
}

function withoutRanges(text: string, ranges: readonly Range[]): string {
  let result = ''
  let position = 0
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from >= position) result += text.slice(position, from) + removed
    position = Math.max(position, to)
  }
  return result + text.slice(position)
}
