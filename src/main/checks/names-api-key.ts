import type { HttpAnswer } from '../http/index.ts'
import { headerOf, textOf } from './answer-text.ts'

/** "API key", "api-key", "x-api-key", "apiKey", "INVALID_API_KEY": as gateways write it. */
const apiKey = /api[\s_-]{0,2}key/i
/** What else a refusal can be about. Where both are named, it cannot be told which one it is. */
const somethingElse = /token|bearer|jwt|role|permission|scope|licen[cs]e/i

/** An answer that repeats the request names every header without meaning any of them. */
const echoes = /^(request_?)?headers$|^request$/i

const longest = 16_384
const deepest = 6

function wordsIn(value: unknown, depth = 0): string {
  if (typeof value === 'string') return `${value}\n`
  if (typeof value !== 'object' || value === null || depth > deepest) return ''
  if (Array.isArray(value)) return value.map(entry => wordsIn(entry, depth + 1)).join('')
  return Object.entries(value)
    .filter(([key]) => !echoes.test(key))
    .map(([key, entry]) => `${key}\n${wordsIn(entry, depth + 1)}`)
    .join('')
}

function wordsOfBody(answer: HttpAnswer): string {
  const text = textOf(answer.body.subarray(0, longest)).trim()
  // A page is written for people and names many things in passing, such as a link to "API keys".
  if (text.startsWith('<') || /html/i.test(headerOf(answer, 'content-type') ?? '')) return ''
  try {
    return wordsIn(JSON.parse(text))
  } catch {
    // Not JSON, or longer than is read here: the plain text is the evidence.
    return text
  }
}

/**
 * Whether a refusal says that the API key is the reason: its body or `WWW-Authenticate` names the key and nothing
 * else that could be meant. How the API words it is not documented (fact sheet, section 5), so this is cautious.
 */
export function namesApiKey(answer: HttpAnswer): boolean {
  const words = `${headerOf(answer, 'www-authenticate') ?? ''}\n${wordsOfBody(answer)}`
  return apiKey.test(words) && !somethingElse.test(words)
}
