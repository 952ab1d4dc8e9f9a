import { type ErrorData, ExplorerError } from '../../shared/errors.ts'
import { errorOfAnswer, htmlTitle, looksLikeHtml } from '../api/index.ts'
import { type HttpRequest, redactText, type StreamedAnswer } from '../http/index.ts'

/** An answer that may need words. */
export interface AnswerToExplain {
  readonly request: HttpRequest
  readonly answer: StreamedAnswer
  /** The first bytes of the body. */
  readonly head: Uint8Array
  readonly apiBaseUrl: string
  /** Removes what was sent with this request. */
  readonly scrub: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * What an answer means where that is not plain from its status: an error of the API, or a web page in its place. Null
 * for a success, and for other hosts, which have rules of their own.
 */
export function explainAnswer(to: AnswerToExplain): ErrorData | null {
  const { request, answer, head, apiBaseUrl, scrub, now } = to
  if (new URL(request.url).origin !== new URL(apiBaseUrl).origin) return null
  const redact = (text: string): string => scrub(redactText(text))
  const text = new TextDecoder().decode(head)
  if (answer.status < 400) return webPage(to, text, redact)
  const { waitingMs, downloadMs, wireBytes: _bytes, redirects: _redirects, phases: _phases, ...rest } = answer
  const whole = { ...rest, ms: waitingMs + downloadMs, body: head }
  const error = errorOfAnswer({ request, answer: whole, evidence: '', redact, now }).toData()
  const hint = nextStep(request.method, answer.status, text) ?? error.hint
  const page = looksLikeHtml(text)
    ? ' The answer is a web page, so a proxy or gateway may have given it.'
    : ''
  return { ...error, hint: `${hint}${page}`.trim() }
}

/** Scripts and files may well be web pages. */
function webPage({ request, answer }: AnswerToExplain, text: string, redact: (text: string) => string) {
  if (!looksLikeHtml(text) || /\/(scripts|store)\//.test(new URL(request.url).pathname)) return null
  const title = redact(htmlTitle(text) ?? '')
  return new ExplorerError(
    'malformed_response',
    `A web page came in the place of an answer of the API${title === '' ? '' : `: ${title}`}.`,
    {
      hint: 'A proxy or a sign-in page of your network may stand in between, or the API base URL leads to a website. Open the Preview to see it.',
      status: answer.status,
    },
  ).toData()
}

/** What to do where more is known of the request than of its answer; null where the usual words do. */
function nextStep(method: string, status: number, text: string): string | null {
  const changes = method === 'PUT' || method === 'PATCH' || method === 'DELETE'
  if (changes && (status === 409 || status === 412)) {
    return 'Somebody else may have changed the data since it was read, or other documents refer to it. Put in its _hash as it is now, look at what changed, and send again.'
  }
  if (changes && status === 400 && /_?hash/i.test(text)) {
    return 'The API wants the _hash of the document as it was read: put it in under Body.'
  }
  if (method === 'SEARCH' && (status === 405 || status === 501)) {
    return 'The method SEARCH does not get through, which proxies may cause. The template "Search documents by POST" asks the same.'
  }
  if (status === 407) return 'A proxy asks for a sign-in. Put name and password into HTTPS_PROXY.'
  return null
}
