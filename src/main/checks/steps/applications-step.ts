import type { CheckedApplication } from '../../../shared/check.ts'
import type { Connection } from '../../../shared/connection.ts'
import { type ErrorCode, ExplorerError } from '../../../shared/errors.ts'
import type { BuildApiRequest } from '../../api-request/index.ts'
import type { AccessToken } from '../../auth/index.ts'
import type { Http, HttpAnswer } from '../../http/index.ts'
import { envelopeData, refusalOf } from '../api-answer.ts'
import { type Expiry, expiryState, readExpiry } from '../application-expiry.ts'
import { dayText, distanceText } from '../dates.ts'
import { type Failure, failureOf, type LastCall } from '../failure.ts'
import { plainText } from '../plain-text.ts'
import type { StepContext } from '../types.ts'
import { refusesApplication } from '../verdict-table.ts'
import { checkCall, type ListedApplication } from './access-step.ts'

/** Enough to tell a role that opens nothing from one that works, without burdening the API of a large reseller. */
export const mostOpened = 20
/** Applications that a check opens at the same time. */
export const usualAtOnce = 4

/** After these the other applications would only meet the same: the host is gone, or asked for quiet. */
const endsTheStep: ReadonlySet<ErrorCode> = new Set([
  'network_unreachable',
  'tls',
  'timeout',
  'cancelled',
  'rate_limited',
])

type Opening =
  | { readonly kind: 'opened'; readonly detail: unknown }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'not_tried' }

export interface OpenedApplications {
  readonly applications: readonly CheckedApplication[]
  /** The first failure, in the order of the list, that kept an application from being judged. */
  readonly failure: Failure | null
  /** The first refusal in the order of the list. */
  readonly refusal: Failure | null
  /** How many opened, and how many were refused. */
  readonly counts: { readonly opened: number; readonly refused: number }
}

/** What the step needs beside the list. */
export interface ApplicationsStepParts {
  readonly http: Http
  readonly buildApiRequest: BuildApiRequest
  readonly connection: Connection
  readonly token: AccessToken
  readonly apiKey: string
  readonly now: () => number
  readonly stopwatch: () => number
  readonly expiringDays: number
  readonly atOnce: number
  /** Milliseconds for all applications together; the limit of the step is that of each call. */
  readonly allLimitMs: number
  /** Called after each application with how many are done. */
  readonly onOpened: (done: number, of: number) => void
}

const encoder = new TextEncoder()

/**
 * An answer as it may be shown: an application can hold parameters that are secrets of others (fact sheet,
 * section 6), so the body of one that opened is left out. It is no evidence for anything.
 */
function withoutBody(answer: HttpAnswer): HttpAnswer {
  const note = `(${answer.body.length} bytes, left out: an application may hold secrets in its parameters)`
  return { ...answer, body: encoder.encode(note), headers: [['content-type', 'text/plain']] }
}

/** Opens one application. `seen` gets the call as it goes, for when the step's time ends in the middle of it. */
async function open(
  parts: ApplicationsStepParts,
  application: ListedApplication,
  step: StepContext,
  seen: (call: LastCall) => void,
): Promise<unknown> {
  const { connection, token, apiKey } = parts
  const title = `GET /${plainText(application.id, 40)}`
  const request = checkCall(parts.buildApiRequest, connection, [application.id], token, apiKey, step)
  seen({ request, answer: null })
  step.record(title, request, null)
  const answer = await parts.http(request)
  seen({ request, answer })
  const refusal = refusalOf(request, answer)
  step.record(title, request, refusal === null ? withoutBody(answer) : answer)
  if (refusal !== null) throw refusal
  const detail = envelopeData(answer)
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    throw new ExplorerError('malformed_response', 'The answer is JSON, but its “data” is not an application.')
  }
  return detail
}

async function tryToOpen(
  parts: ApplicationsStepParts,
  application: ListedApplication,
  step: StepContext,
): Promise<Opening> {
  const calls: LastCall[] = []
  try {
    const detail = await open(parts, application, step, call => calls.push(call))
    return { kind: 'opened', detail }
  } catch (error) {
    const failure = failureOf('applications', error, calls.at(-1) ?? null)
    return { kind: refusesApplication(failure.code) ? 'refused' : 'failed', failure }
  }
}

function readEnd(application: ListedApplication, opening: Opening): Expiry {
  const listed = readExpiry(application.expiry)
  if (listed.kind === 'valid' || opening.kind !== 'opened') return listed
  const { detail } = opening
  const own = typeof detail === 'object' && detail !== null && 'expiry' in detail ? detail.expiry : undefined
  const found = readExpiry(own)
  return found.kind === 'missing' ? listed : found
}

function expiryNote(expiry: Expiry, now: number): string {
  switch (expiry.kind) {
    case 'valid':
      return `${expiry.at <= now ? 'Ended' : 'Ends'} ${dayText(expiry.at)}, ${distanceText(expiry.at, now)}.`
    case 'missing':
      return 'The API gave no end date.'
    case 'odd':
      return 'The API gave an end date that cannot be read.'
  }
}

function checked(
  application: ListedApplication,
  opening: Opening,
  now: number,
  expiringDays: number,
): CheckedApplication {
  const expiry = readEnd(application, opening)
  const byExpiry = expiryState(expiry, now, expiringDays)
  const end = byExpiry === 'works' && expiry.kind === 'valid' ? '' : expiryNote(expiry, now)
  const describe = (state: CheckedApplication['state'], seen: string): CheckedApplication => ({
    id: application.id,
    name: plainText(application.name) || plainText(application.id),
    expiry: expiry.kind === 'valid' ? expiry.text : null,
    state,
    note: [seen, end].filter(text => text !== '').join(' '),
  })
  // The end date stands in the list, so it is known of an application that was not opened, too.
  const unopened = byExpiry === 'works' ? 'not_opened' : byExpiry
  switch (opening.kind) {
    case 'opened':
      return describe(byExpiry, '')
    case 'refused':
      return describe('refused', `Refused: ${opening.failure.status ?? opening.failure.message}.`)
    case 'failed':
      return describe(unopened, `Could not be opened: ${opening.failure.status ?? opening.failure.message}`)
    case 'not_tried':
      return describe(unopened, 'Not opened.')
  }
}

/**
 * Opens the listed applications, at most 20, some at a time. A refusal is a state of its application; a server error,
 * an odd answer or a time-out is a failure of the step, since it leaves open whether the application works. What
 * was learned before the step's time ran out is kept.
 */
export async function openApplications(
  parts: ApplicationsStepParts,
  listed: readonly ListedApplication[],
  step: StepContext,
): Promise<OpenedApplications> {
  const tried = listed.slice(0, mostOpened)
  const openings: Opening[] = listed.map(() => ({ kind: 'not_tried' }))
  const deadline = parts.stopwatch() + parts.allLimitMs
  const queue = tried.entries()
  let done = 0
  let ended = false
  const worker = async () => {
    for (const [index, application] of queue) {
      if (ended) return
      const left = Math.max(1, Math.min(step.limitMs, deadline - parts.stopwatch()))
      const opening = await tryToOpen(parts, application, { ...step, limitMs: left })
      openings[index] = opening
      if (opening.kind === 'failed' && endsTheStep.has(opening.failure.code)) ended = true
      done++
      parts.onOpened(done, tried.length)
    }
  }
  await Promise.all(Array.from({ length: Math.min(parts.atOnce, tried.length) }, worker))
  const first = (kind: 'failed' | 'refused') => openings.find(opening => opening.kind === kind)
  const failed = first('failed')
  const refused = first('refused')
  const now = parts.now()
  return {
    applications: listed.map((application, index) =>
      checked(application, openings[index] ?? { kind: 'not_tried' }, now, parts.expiringDays),
    ),
    failure: failed?.kind === 'failed' ? failed.failure : null,
    refusal: refused?.kind === 'refused' ? refused.failure : null,
    counts: {
      opened: openings.filter(opening => opening.kind === 'opened').length,
      refused: openings.filter(opening => opening.kind === 'refused').length,
    },
  }
}
