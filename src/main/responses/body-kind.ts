import type { BodyFacts } from '../../shared/requests.ts'

/** Bytes of a body that decide what it is. */
export const headBytes = 64 * 1024

/** What a body is, by its first bytes: servers name the wrong content type, proxies answer HTML for JSON. */
export function bodyKind(head: Uint8Array, contentType: string): BodyFacts['kind'] {
  if (head.length === 0) return 'empty'
  if (head.includes(0) && !/^text\/|[/+]json\b/i.test(contentType)) return 'binary'
  if (/^(?:image|audio|video|font)\/|application\/(?:pdf|zip|octet-stream)\b/i.test(contentType)) {
    return isUtf8(head) && !/svg/.test(contentType) ? textKind(head, contentType) : 'binary'
  }
  return isUtf8(head) || /^text\/|charset=/i.test(contentType) ? textKind(head, contentType) : 'binary'
}

function textKind(head: Uint8Array, contentType: string): 'json' | 'text' {
  const start = new TextDecoder().decode(head.subarray(0, 1000)).trimStart()[0] ?? ''
  if (start === '{' || start === '[') return 'json'
  return /[/+]json\b/i.test(contentType) && /["\-\dtfn]/.test(start) ? 'json' : 'text'
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
