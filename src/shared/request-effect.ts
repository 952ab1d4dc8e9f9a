import type { BuiltRequest } from './requests.ts'

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])

/** What a request does, and whether a person must say yes to it first. */
export interface RequestEffect {
  readonly writes: boolean
  /** What will happen, for the person who is asked; null where nobody has to be. */
  readonly warning: string | null
}

function segmentsOf({ path }: Pick<BuiltRequest, 'path'>): readonly string[] {
  return path
    .trim()
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter(segment => segment !== '')
}

/**
 * Whether a request changes something: by its method, but for POST `documents/query`, which is a SEARCH in other
 * words (fact sheet of the API, section 4).
 */
function isWrite(request: Pick<BuiltRequest, 'method' | 'path'>): boolean {
  if (readingMethods.has(request.method)) return false
  const [parent, last] = segmentsOf(request).slice(-2)
  return !(request.method === 'POST' && parent === 'documents' && last === 'query')
}

/**
 * What a request will do. A read-only connection asks before every write; any connection asks before a deletion and
 * before an invitation, since real e-mail cannot be called back.
 */
export function requestEffect(
  request: Pick<BuiltRequest, 'method' | 'path'>,
  readOnly: boolean,
): RequestEffect {
  if (!isWrite(request)) return { writes: false, warning: null }
  const last = segmentsOf(request).at(-1)
  if (last === 'invite' && request.method === 'POST') {
    return {
      writes: true,
      warning: 'Real e-mail goes out to every address in the body, and gives those who accept it access.',
    }
  }
  if (request.method === 'DELETE') {
    return {
      writes: true,
      warning: 'What stands at this address is deleted. That cannot be undone from here.',
    }
  }
  if (!readOnly) return { writes: true, warning: null }
  const does: Readonly<Record<string, string>> = {
    POST: 'A POST may add or change data at this address.',
    PUT: 'A PUT replaces what stands at this address with the body.',
    PATCH: 'A PATCH changes what stands at this address.',
  }
  return {
    writes: true,
    warning: does[request.method] ?? `A ${request.method} may change data at this address.`,
  }
}
