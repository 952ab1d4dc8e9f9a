import type { VerdictTone } from '../../../../shared/check.ts'

const words: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No content',
  206: 'Partial content',
  301: 'Moved',
  302: 'Found elsewhere',
  304: 'Not modified',
  400: 'Bad request',
  401: 'Not authorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Timed out',
  409: 'Conflict',
  412: 'Condition failed',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Not accepted',
  429: 'Too many requests',
  500: 'Server error',
  501: 'Not implemented',
  502: 'Bad gateway',
  503: 'Not available',
  504: 'Gateway timed out',
}

/** A status as number and words: our own where there are some, else those of the server. */
export function statusText(status: number, said: string): string {
  return `${status} ${words[status] ?? said}`.trim()
}

/** The colour and shape of a status. */
export function statusTone(status: number): VerdictTone {
  if (status >= 400) return 'broken'
  return status >= 300 ? 'expiring' : 'works'
}

/** A duration for people: `318 ms`, `4.2 s`. */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** A size for people: `512 B`, `21.4 KB`, `250 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`
}
