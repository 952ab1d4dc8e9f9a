import type { HttpAnswer } from '../http/index.ts'

/** A header of an answer, values of the same name joined as RFC 9110 section 5.3 has it; null when missing. */
export function headerOf(answer: HttpAnswer, name: string): string | null {
  const values = answer.headers.filter(([key]) => key === name).map(([, value]) => value)
  return values.length === 0 ? null : values.join(', ')
}

/** Body as text whatever its bytes: what is not UTF-8 shows as replacement characters. Reads `maxBytes` at most. */
export function lenientText(answer: HttpAnswer, maxBytes: number): string {
  return new TextDecoder().decode(answer.body.subarray(0, maxBytes))
}

/** Whether text is a web page: what proxies, gateways and login pages answer with, under any content type. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|h1)\b/i.test(
    text.slice(0, 2000),
  )
}

/** Title of a web page, or its first heading; null when it has neither. */
export function htmlTitle(text: string): string | null {
  const found = /<(title|h1)[^>]*>([^<]{1,200})/i.exec(text)
  const title = found?.[2]?.replace(/\s+/g, ' ').trim()
  return title === undefined || title === '' ? null : title
}

/** Shortens text to `limit` characters, at a whole character, and marks that. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text
        .slice(0, limit - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}
