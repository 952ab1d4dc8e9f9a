import { isUtf8 } from 'node:buffer'
import { ExplorerError } from '../../shared/errors.ts'
import { lineAndColumn, scanJson } from '../../shared/json-syntax.ts'
import type { HttpAnswer } from '../http/index.ts'
import { htmlTitle, looksLikeHtml } from './answer-text.ts'
import { parseJson } from './json-reader.ts'
import { isJsonObject, ownValue } from './json-values.ts'
import type { ApiAnswer } from './types.ts'

type Envelope = Pick<ApiAnswer, 'timestamp' | 'data' | 'extra'>

/**
 * Reads the body of a successful answer (fact sheet, section 3). The content type is not asked: JSON is JSON under
 * any. Where there is no `data`, the whole body is the data. Throws `malformed_response`; `evidence` is called for
 * its details then.
 */
export function readEnvelope(answer: HttpAnswer, evidence: () => string): Envelope {
  const malformed = (message: string, hint: string): ExplorerError =>
    new ExplorerError('malformed_response', message, { hint, detail: evidence(), status: answer.status })

  if (answer.body.length === 0) {
    throw malformed(
      'The API answered without any data.',
      'Something between this computer and the API may have emptied the answer. Check the API base URL.',
    )
  }
  if (!isUtf8(answer.body)) {
    throw malformed(
      `The answer is not valid UTF-8 text (byte ${firstBadByte(answer.body)}).`,
      'It may be a file, or packed in a way that the app does not know. Check the API base URL.',
    )
  }
  const text = new TextDecoder().decode(answer.body)
  let body: unknown
  try {
    body = parseJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    if (looksLikeHtml(text)) {
      const title = htmlTitle(text)
      throw malformed(
        `The API base URL answered with a web page${title === null ? '' : ` ("${title}")`} instead of data.`,
        'This is often a proxy, a login page or a wrong address. Check the API base URL.',
      )
    }
    throw malformed(syntaxMessage(text), 'The answer may have been cut off on its way. Try again.')
  }
  return envelopeOf(body)
}

function envelopeOf(body: unknown): Envelope {
  if (!isJsonObject(body)) return { timestamp: null, data: body, extra: [] }
  const timestamp = ownValue(body, 'timestamp')
  if (!Object.hasOwn(body, 'data')) {
    return { timestamp: typeof timestamp === 'string' ? timestamp : null, data: body, extra: [] }
  }
  const known = typeof timestamp === 'string' ? ['timestamp', 'data'] : ['data']
  return {
    timestamp: typeof timestamp === 'string' ? timestamp : null,
    data: body.data,
    extra: Object.entries(body).filter(([key]) => !known.includes(key)),
  }
}

function syntaxMessage(text: string): string {
  const { error } = scanJson(text)
  if (error === null) return 'The answer is not valid JSON.'
  const { line, column } = lineAndColumn(text, error.position)
  return `The answer is not valid JSON: ${lowerFirst(error.message)} (line ${line}, column ${column}, character ${error.position}).`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** Index of the first byte that no UTF-8 text has there, found by halving. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = wholeCharacters(bytes, good + Math.ceil((bad - good) / 2))
    if (middle <= good) break
    if (isUtf8(bytes.subarray(good, middle))) good = middle
    else bad = middle
  }
  while (good < bad - 1 && isUtf8(bytes.subarray(good, good + 1))) good++
  return good
}

/** Moves an end back until it does not cut through a character: continuation bytes are 10xxxxxx. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let at = end
  while (at > end - 4 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--
  return at
}
