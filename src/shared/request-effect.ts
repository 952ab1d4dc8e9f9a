import { filledPath } from './request-target.ts'
import type { BodyKind, BuiltRequest } from './requests.ts'

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])

/** What a request does, and whether a person must say yes to it first. */
export interface RequestEffect {
  readonly writes: boolean
  /** What will happen, for the person who is asked; null where nobody has to be. */
  readonly warning: string | null
  /** Whether a yes counts for this sending alone, or for the request as long as it stays as it is. */
  readonly asks: 'never' | 'once' | 'each time'
}

/** What is looked at of a request. */
interface EffectiveRequest extends Pick<BuiltRequest, 'method' | 'path'> {
  /** Left out: the path has no placeholders. */
  readonly values?: BuiltRequest['values']
  /** Left out: there is none. */
  readonly body?: { readonly kind: BodyKind }
}

function segmentsOf({ path, values = [] }: EffectiveRequest): readonly string[] {
  return filledPath({ path, values })
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter(segment => segment !== '')
}

/**
 * Whether a request changes something: by its method, but for POST `documents/query`, which is a SEARCH in other
 * words (fact sheet of the API, section 4).
 */
function isWrite(request: EffectiveRequest): boolean {
  if (readingMethods.has(request.method)) return false
  const [parent, last] = segmentsOf(request).slice(-2)
  return !(request.method === 'POST' && parent === 'documents' && last === 'query')
}

/**
 * Whether a request may send e-mail. How the server reads an address is not known, so an encoded or capital letter
 * counts as well, and any method but those that never change anything; GET as long as it brings nobody's address.
 */
export function invites(request: EffectiveRequest): boolean {
  const { method, body } = request
  if (method === 'HEAD' || method === 'OPTIONS') return false
  if (method === 'GET' && (body === undefined || body.kind === 'none')) return false
  return /(?:^|\/|%2f)invite$/i.test(plainLetters(segmentsOf(request).at(-1) ?? ''))
}

/** Letters that were typed as their percent-encoding. */
function plainLetters(segment: string): string {
  return segment.replace(/%[46][1-9a-f]|%[57][0-9a]/gi, code => decodeURIComponent(code))
}

/**
 * What a request will do. Every write asks, once for each request as it stands; each time on a read-only connection, and
 * on any before a deletion and before an invitation, since real e-mail cannot be called back.
 */
export function requestEffect(request: EffectiveRequest, readOnly: boolean): RequestEffect {
  if (invites(request) && request.method !== 'DELETE') {
    return {
      writes: true,
      asks: 'each time',
      warning: 'Real e-mail goes out to every address in the body, and gives those who accept it access.',
    }
  }
  if (!isWrite(request)) return { writes: false, warning: null, asks: 'never' }
  if (request.method === 'DELETE') {
    return {
      writes: true,
      asks: 'each time',
      warning: 'What stands at this address is deleted. That cannot be undone from here.',
    }
  }
  const does: Readonly<Record<string, string>> = {
    POST: 'A POST may add or change data at this address.',
    PUT: 'A PUT replaces what stands at this address with the body.',
    PATCH: 'A PATCH changes what stands at this address.',
  }
  return {
    writes: true,
    asks: readOnly ? 'each time' : 'once',
    warning: does[request.method] ?? `A ${request.method} may change data at this address.`,
  }
}
