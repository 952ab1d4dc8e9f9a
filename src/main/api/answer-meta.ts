import type { AnswerMeta } from '../../shared/documents.ts'
import { compactJson } from './json-writer.ts'
import { maskSecrets } from './masking.ts'
import type { ApiAnswer } from './types.ts'

/** Characters of an unexpected envelope key: it is shown at the foot of a view. */
const maxExtraText = 300

/** The facts of an answer for the foot of a view. `now` is when the last byte came, milliseconds since the epoch. */
export function metaOf({ answer, request, timestamp, extra }: ApiAnswer, now: number): AnswerMeta {
  return {
    method: request.method,
    url: answer.url === '' ? request.url : answer.url,
    status: answer.status,
    ms: answer.ms,
    bytes: answer.body.length,
    timestamp,
    receivedAt: new Date(now).toISOString(),
    extraKeys: Object.entries(maskSecrets(Object.fromEntries(extra)) as Record<string, unknown>).map(
      ([key, value]) => ({ key, text: compactJson(value, maxExtraText) }),
    ),
  }
}
