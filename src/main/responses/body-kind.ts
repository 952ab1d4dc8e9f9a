import type { BodyFacts, BodyProblem } from '../../shared/requests.ts'
import { createPrettyJson } from './pretty-json.ts'

/** Bytes of a body that decide what it is. */
export const headBytes = 64 * 1024

/** What a body is, by its first bytes: servers name the wrong content type, proxies answer HTML for JSON. */
export function bodyKind(head: Uint8Array, contentType: string): BodyFacts['kind'] {
  if (head.length === 0) return 'empty'
  const kind = textKind(head, contentType)
  const utf8 = isUtf8(head)
  // A wrong byte in JSON costs a character, not the view.
  if (kind === 'json' && (utf8 || saysJson(contentType))) return 'json'
  if (head.includes(0) && !/^text\//i.test(contentType)) return 'binary'
  if (utf8 || (/^text\/|charset=/i.test(contentType) && !isMedia(contentType))) return 'text'
  return 'binary'
}

function isMedia(contentType: string): boolean {
  return /^(?:image|audio|video|font)\/|application\/(?:pdf|zip|octet-stream)\b/i.test(contentType)
}

/** Whether a server says that a body is JSON. */
export function saysJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType)
}

/**
 * JSON by its type as soon as it begins like it. Without that, a brace must be followed by a name, and a bracket by
 * what stays JSON: lines of a log begin with brackets too.
 */
function textKind(head: Uint8Array, contentType: string): 'json' | 'text' {
  const start = new TextDecoder().decode(head.subarray(0, 1000)).trimStart()
  if (saysJson(contentType)) return /^["[{\-\dtfn]/.test(start) ? 'json' : 'text'
  if (/^\{\s*(?:["}]|$)/.test(start)) return 'json'
  return start.startsWith('[') && problemAtStart(head) === null ? 'json' : 'text'
}

/** Where the beginning of a body stops being JSON; null where it may well go on. */
export function problemAtStart(head: Uint8Array): BodyProblem | null {
  const printer = createPrettyJson()
  printer.push(head)
  return printer.problem()
}

/** The last character of the head may be cut. */
function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
