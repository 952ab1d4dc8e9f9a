import type { TokenKind } from '../auth/token-store.ts'
import type { FaultAnswer, FaultBody, FaultRequest } from './faults.ts'

/** A control request that makes no sense; fastify answers it with its status. */
export class ControlError extends Error {
  readonly statusCode = 400
}

type Members = Readonly<Record<string, unknown>>

const FAULT_BODIES: readonly FaultBody[] = ['json', 'text', 'html', 'empty']
const REDIRECTS = [301, 302, 303, 307, 308] as const

function members(body: unknown): Members {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body as Members
  throw new ControlError('The body must be a JSON object.')
}

function optional<T>(
  from: Members,
  name: string,
  is: (value: unknown) => value is T,
  what: string,
): T | undefined {
  const value = from[name]
  if (value === undefined) return undefined
  if (is(value)) return value
  throw new ControlError(`${name} must be ${what}.`)
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const oneOf =
  <T>(list: readonly T[]) =>
  (value: unknown): value is T =>
    (list as readonly unknown[]).includes(value)
const isHeaders = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every(text => typeof text === 'string')

/** Members of an object that are there. */
function present<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

function readAnswer(value: unknown): FaultAnswer {
  const answer = members(value)
  switch (answer.kind) {
    case 'drop':
    case 'truncate':
    case 'hang':
      return { kind: answer.kind }
    case 'redirect':
      return {
        kind: 'redirect',
        ...present({
          location: optional(answer, 'location', isText, 'a URL'),
          status: optional(answer, 'status', oneOf(REDIRECTS), `one of ${REDIRECTS.join(', ')}`),
        }),
      } as FaultAnswer
    case 'status':
      if (!isCount(answer.status) || answer.status < 200 || answer.status > 599) {
        throw new ControlError('answer.status must be from 200 to 599.')
      }
      return {
        kind: 'status',
        status: answer.status,
        ...present({
          body: optional(answer, 'body', oneOf(FAULT_BODIES), `one of ${FAULT_BODIES.join(', ')}`),
          headers: optional(answer, 'headers', isHeaders, 'an object of texts'),
        }),
      } as FaultAnswer
    default:
      throw new ControlError('answer.kind must be status, drop, truncate, hang or redirect.')
  }
}

/** A fault rule from JSON. Throws a `ControlError` that names the member at fault. */
export function readFault(body: unknown): FaultRequest {
  const from = members(body)
  const fault = present({
    host: optional(from, 'host', oneOf(['token', 'api'] as const), 'token or api'),
    method: optional(from, 'method', isText, 'a method'),
    path: optional(from, 'path', isText, 'a path'),
    client: optional(from, 'client', isText, 'a name or client ID'),
    count: optional(from, 'count', isCount, 'a whole number'),
    latencyMs: optional(from, 'latencyMs', isCount, 'a whole number'),
    answer: from.answer === undefined ? undefined : readAnswer(from.answer),
  })
  if (from.latencyMs === undefined && from.answer === undefined) {
    throw new ControlError('A fault needs latencyMs or an answer.')
  }
  return fault
}

/** Whose tokens are meant; undefined is everybody's. */
export const readClient = (body: unknown): string | undefined =>
  optional(members(body), 'client', isText, 'a name or client ID')

/** Which kinds of token are meant. */
export function readKinds(body: unknown): readonly TokenKind[] | undefined {
  const isKinds = (value: unknown): value is readonly TokenKind[] =>
    Array.isArray(value) && value.every(kind => kind === 'access' || kind === 'refresh')
  return optional(members(body), 'kinds', isKinds, 'a list of access and refresh')
}

/** The shift of the clock in seconds: set by `shiftSeconds`, or moved on by `advanceSeconds`. */
export function readShift(body: unknown, current: number): number {
  const from = members(body)
  const set = optional(from, 'shiftSeconds', isNumber, 'a number')
  const advance = optional(from, 'advanceSeconds', isNumber, 'a number')
  return (set ?? current) + (advance ?? 0)
}
