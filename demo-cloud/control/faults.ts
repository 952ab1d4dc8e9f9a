import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

export type FaultBody = 'json' | 'text' | 'html' | 'empty'

/** What a matched request gets in place of its answer. */
export type FaultAnswer =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: FaultBody
      readonly headers?: Readonly<Record<string, string>>
    }
  /** The connection is reset before anything is sent. */
  | { readonly kind: 'drop' }
  /** The head and the start of a body are sent, then the connection ends short of its announced length. */
  | { readonly kind: 'truncate' }
  /** Nothing is ever sent. */
  | { readonly kind: 'hang' }
  /** Without a location, to the foreign origin. */
  | { readonly kind: 'redirect'; readonly location?: string; readonly status?: 301 | 302 | 303 | 307 | 308 }

/** A fault as asked for: which requests it meets (all, where nothing is said) and what happens to them. */
export interface FaultRequest {
  readonly host?: 'token' | 'api'
  readonly method?: string
  /** A path below the host's base, such as `/access`; a `*` in it stands for anything. */
  readonly path?: string
  /** A client by its name or client ID. */
  readonly client?: string
  /** How many requests it meets before it is spent; without it, all. */
  readonly count?: number
  readonly latencyMs?: number
  readonly answer?: FaultAnswer
}

interface FaultRule extends FaultRequest {
  readonly id: number
  /** How many requests it has met. */
  readonly met: number
}

/** The request that a fault is looked for. */
interface FaultSubject {
  readonly host: 'token' | 'api'
  readonly method: string
  readonly path: string
  readonly clientId: string | undefined
  readonly clientName: string | undefined
}

/** What the matching rules come to for one request. */
export interface Fault {
  readonly latencyMs: number
  readonly answer: FaultAnswer | undefined
}

/** The faults that are switched on. */
export interface FaultBoard {
  readonly add: (request: FaultRequest) => FaultRule
  readonly remove: (id: number) => boolean
  readonly clear: () => void
  readonly list: () => readonly FaultRule[]
  /** Finds the fault for a request, and counts it as met. Latencies add up; the first answer wins. */
  readonly meet: (subject: FaultSubject) => Fault
}

function matches(rule: FaultRule, subject: FaultSubject): boolean {
  if (rule.count !== undefined && rule.met >= rule.count) return false
  if (rule.host !== undefined && rule.host !== subject.host) return false
  if (rule.method !== undefined && rule.method.toUpperCase() !== subject.method) return false
  if (rule.client !== undefined && rule.client !== subject.clientId && rule.client !== subject.clientName) {
    return false
  }
  if (rule.path === undefined) return true
  const pattern = rule.path.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${pattern}$`).test(subject.path)
}

/**
 * A board with the faults that each client always has. Those are no part of the list: clearing the board
 * leaves every client with the verdict it was made for.
 */
export function createFaultBoard(standing: readonly FaultRequest[]): FaultBoard {
  const always: readonly FaultRule[] = standing.map(request => ({ ...request, id: 0, met: 0 }))
  let rules: FaultRule[] = []
  let lastId = 0
  return {
    add: request => {
      lastId += 1
      const rule = { ...request, id: lastId, met: 0 }
      rules.push(rule)
      return rule
    },
    remove: id => {
      const before = rules.length
      rules = rules.filter(rule => rule.id !== id)
      return rules.length < before
    },
    clear: () => {
      rules = []
    },
    list: () => rules,
    meet: subject => {
      const hits = [...rules, ...always].filter(rule => matches(rule, subject))
      const ids = new Set(hits.map(rule => rule.id))
      rules = rules.map(rule => (ids.has(rule.id) ? { ...rule, met: rule.met + 1 } : rule))
      return {
        latencyMs: hits.reduce((sum, rule) => sum + (rule.latencyMs ?? 0), 0),
        answer: hits.find(rule => rule.answer !== undefined)?.answer,
      }
    },
  }
}

const CONTENT_TYPES: Readonly<Record<FaultBody, string>> = {
  json: 'application/json; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  empty: '',
}

const WORDS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

function bodyOf(kind: FaultBody, status: number): string {
  const words = WORDS[status] ?? `Status ${status}`
  switch (kind) {
    case 'json':
      return JSON.stringify({ message: words })
    case 'text':
      return `${words}\n`
    case 'html':
      return `<!doctype html>\n<html><head><title>${words}</title></head><body><h1>${words}</h1><hr>gateway</body></html>\n`
    case 'empty':
      return ''
  }
}

/**
 * Does to a request what its fault says. Answers `false` where the request should go on to its ordinary
 * answer, `true` where it has been dealt with.
 */
export async function carryOut(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  foreignOrigin: string,
): Promise<boolean> {
  if (fault.latencyMs > 0) await delay(fault.latencyMs, undefined, { ref: false })
  const { answer } = fault
  if (answer === undefined) return response.destroyed
  switch (answer.kind) {
    case 'status': {
      const kind = answer.body ?? 'json'
      const type = kind === 'empty' ? {} : { 'content-type': CONTENT_TYPES[kind] }
      response.writeHead(answer.status, { ...type, ...answer.headers })
      response.end(bodyOf(kind, answer.status))
      return true
    }
    case 'drop':
      request.socket.resetAndDestroy()
      return true
    case 'truncate':
      response.writeHead(200, { 'content-type': CONTENT_TYPES.json, 'content-length': '4096' })
      response.write('{"timestamp":"2026-11-20T17:00:00.000Z","data":[{"_id":"', () =>
        request.socket.destroy(),
      )
      return true
    case 'hang':
      return true
    case 'redirect': {
      const location = answer.location ?? new URL(request.url ?? '/', foreignOrigin).href
      response.writeHead(answer.status ?? 307, { location })
      response.end()
      return true
    }
  }
}
