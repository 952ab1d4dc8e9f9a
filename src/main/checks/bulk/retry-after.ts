import { type HttpAnswer, waitAskedFor } from '../../http/index.ts'
import { headerOf } from '../answer-text.ts'

/** Milliseconds that an answer asks to wait; null where it does not say, or nothing that can be understood. */
export function retryAfterMs(answer: HttpAnswer, now: number): number | null {
  return waitAskedFor(headerOf(answer, 'retry-after') ?? '', now)
}
