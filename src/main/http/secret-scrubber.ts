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

/** Makes a scrubber that knows nothing yet. */
export function createSecretScrubber(): SecretScrubber {
  const patterns = new Map<string, RegExp>()

  return {
    know(value) {
      if (value.length < SHORTEST) return
      // Entered anew, it counts as the newest.
      const pattern = patterns.get(value) ?? patternOf(value)
      patterns.delete(value)
      patterns.set(value, pattern)
      const oldest = patterns.keys().next().value
      if (patterns.size > MOST_VALUES && oldest !== undefined) patterns.delete(oldest)
    },
    scrub(text) {
      const secrets = [...patterns].sort(([a], [b]) => b.length - a.length)
      const withoutPlain = removeAll(text, secrets)
      const shortest = secrets.at(-1)?.[0].length
      return shortest === undefined ? text : removeInBase64(withoutPlain, secrets, shortest)
    },
  }
}

type Secrets = readonly (readonly [value: string, pattern: RegExp])[]

/** Longest first, so that a value that contains another goes as a whole. */
function removeAll(text: string, secrets: Secrets): string {
  const mayBeEncoded = /[%\\&+]/.test(text)
  let result = text
  for (const [value, pattern] of secrets) {
    if (result.includes(value)) result = result.replaceAll(value, () => removed)
    if (mayBeEncoded) result = result.replace(pattern, removed)
  }
  return result
}

/**
 * Removes runs of base64 that hold a secret, such as the header of Basic authentication, where what stands before
 * the secret decides how it looks. Each run is read at its four possible starts, as it may follow other text.
 */
function removeInBase64(text: string, secrets: Secrets, shortest: number): string {
  return text.replace(/[A-Za-z0-9+/_-]{8,}/g, run => {
    if (run.length < Math.floor((shortest * 4) / 3)) return run
    for (let start = 0; start < 4; start++) {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('utf8')
      const readable = removeAll(decoded, secrets)
      if (readable !== decoded) return removed
    }
    return run
  })
}

/**
 * Matches a value however its characters are encoded, each on its own: as it is, percent-encoded up to three times
 * over, with `+` for a space, escaped for JSON, or for HTML.
 */
function patternOf(value: string): RegExp {
  const parts = value.match(/\\+|[^\\]/gu) ?? []
  return new RegExp(parts.map(encodingsOf).join(''), 'g')
}

const jsonEscapes: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
}
const htmlNames: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
}

function encodingsOf(part: string): string {
  if (part.startsWith('\\')) return `(?:\\\\{${part.length},}|(?:%(?:25){0,2}5[cC]){${part.length}})`
  const codePoint = part.codePointAt(0) ?? 0
  const bytes = Buffer.from(part, 'utf8')
  const percent = [...bytes].map(byte => `%(?:25){0,2}${hexIgnoringCase(byte.toString(16).padStart(2, '0'))}`)
  const units = [...part.split('')].map(
    unit => `\\\\u${hexIgnoringCase(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`,
  )
  const choices = [escapePattern(part), percent.join(''), units.join('')]
  choices.push(`&#(?:0{0,5}${codePoint}|[xX]0{0,5}${hexIgnoringCase(codePoint.toString(16))});`)
  if (part === ' ') choices.push('\\+')
  if (part === '"' || part === '/') choices.push(`\\\\{1,4}${part}`)
  const json = jsonEscapes[part]
  if (json !== undefined) choices.push(`\\\\{1,4}${json}`)
  const html = htmlNames[part]
  if (html !== undefined) choices.push(`&${html};`)
  return `(?:${choices.join('|')})`
}

function hexIgnoringCase(hex: string): string {
  return hex.replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
