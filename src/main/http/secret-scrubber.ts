import { viewsOf } from './decoded-views.ts'
import { removed } from './secret-names.ts'

/** Shorter values occur by chance too often to be removed everywhere. */
const SHORTEST = 6
/** The newest values that are remembered: secrets, keys and tokens of 1,000 connections with room to spare. */
const MOST_VALUES = 10_000

/** Knows secret values themselves, and removes them where no name gives them away. */
export interface SecretScrubber {
  /** Remembers a value; too short ones are ignored. */
  know(value: string): void
  /** The text with every known value removed: plain, percent-encoded, JSON or HTML escaped, or inside base64. */
  scrub(text: string): string
}

type Range = readonly [from: number, to: number]

/** Makes a scrubber that knows nothing yet. */
export function createSecretScrubber(): SecretScrubber {
  const values = new Set<string>()

  return {
    know(value) {
      if (value.length < SHORTEST) return
      // Entered anew, it counts as the newest.
      values.delete(value)
      values.add(value)
      const oldest = values.values().next().value
      if (values.size > MOST_VALUES && oldest !== undefined) values.delete(oldest)
    },
    scrub(text) {
      if (values.size === 0 || text.length < SHORTEST) return text
      return withoutRanges(text, [...rangesOf(text, values), ...base64RangesOf(text, values)])
    },
  }
}

/** Where in a text the values stand, in whatever encoding. */
function rangesOf(text: string, values: ReadonlySet<string>): readonly Range[] {
  const ranges: Range[] = []
  for (const view of viewsOf(text)) {
    for (const value of values) {
      for (let at = view.text.indexOf(value); at !== -1; at = view.text.indexOf(value, at + 1)) {
        const last = at + value.length - 1
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
function base64RangesOf(text: string, values: ReadonlySet<string>): readonly Range[] {
  const ranges: Range[] = []
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)) {
    for (let start = 0; start < 4; start++) {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('utf8')
      if (rangesOf(decoded, values).length === 0) continue
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
