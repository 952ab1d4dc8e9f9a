import type { CheckStep, Exchange } from '../../shared/check.ts'
import { formatExchange, type HttpAnswer, type HttpRequest } from '../http/index.ts'
import type { LastCall } from './failure.ts'

/** The calls of a check as they were made, in order; with what is still unanswered. */
export interface ExchangeRecord {
  /** Called when a request is sent (no answer yet) and again with its answer. */
  readonly add: (step: CheckStep, title: string, request: HttpRequest, answer: HttpAnswer | null) => void
  readonly last: (step: CheckStep) => LastCall | null
  /** The exchanges of a step as text, without secrets. */
  readonly format: (step: CheckStep) => readonly Exchange[]
}

interface Entry extends LastCall {
  readonly step: CheckStep
  readonly title: string
}

/** A record for nobody to read: it knows the last call of each step, and keeps no other. */
export function createLastCalls(): ExchangeRecord {
  const calls = new Map<CheckStep, LastCall>()
  const seen = new WeakSet<HttpRequest>()
  return {
    add: (step, _title, request, answer) => {
      // The answer to an earlier call of the step does not make that call the last one.
      if (seen.has(request) && calls.get(step)?.request !== request) return
      seen.add(request)
      calls.set(step, { request, answer })
    },
    last: step => calls.get(step) ?? null,
    format: () => [],
  }
}

/** A record whose texts go through the redactor (secrets by name) and `scrub` (secrets by value). */
export function createExchangeRecord(scrub: (text: string) => string): ExchangeRecord {
  const entries: Entry[] = []
  return {
    add: (step, title, request, answer) => {
      const entry = { step, title, request, answer }
      const index = entries.findIndex(known => known.request === request)
      if (index === -1) entries.push(entry)
      else entries[index] = entry
    },
    last: step => entries.findLast(entry => entry.step === step) ?? null,
    format: step =>
      entries
        .filter(entry => entry.step === step)
        .map(({ title, request, answer }) => {
          const text = formatExchange(request, answer, scrub)
          const response = answer === null ? '(no answer)' : text.response
          return { title: scrub(title), request: text.request, response }
        }),
  }
}
