import { exactJson, parseWithSource } from '../../../../shared/exact-json.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import type { ExplorerPlace } from '../../app/workspace.ts'

/**
 * Whether the explorer shows what a request asks for: it reads applications, collections and documents, and nothing
 * else.
 */
export function isExplorerPlace(apiBaseUrl: string, url: string): boolean {
  const base = apiBaseUrl.replace(/\/+$/, '')
  if (!url.startsWith(`${base}/`)) return false
  const path = url.slice(base.length).replace(/[?#].*$/s, '')
  return /^\/(access|[^/]+(\/collections(\/[^/]+(\/documents(\/[^/]+)?)?)?)?)\/?$/.test(path)
}

/** A place with filter, sort and projection of the body of a search. A body that is no JSON object adds nothing. */
export function withCriteria(place: ExplorerPlace, body: BuiltRequest['body']): ExplorerPlace {
  if (place.query === null || body.kind !== 'json') return place
  return { ...place, query: { ...place.query, ...criteriaOf(body.text) } }
}

type Criteria = Readonly<Record<'filter' | 'sort' | 'projection', string>>

const none: Criteria = { filter: '', sort: '', projection: '' }

function criteriaOf(text: string): Criteria {
  try {
    const value = parseAsTyped(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return none
    const members: Readonly<Record<string, unknown>> = { ...value }
    const part = (name: keyof Criteria): string => JSON.stringify(members[name], null, 2) ?? ''
    return { filter: part('filter'), sort: part('sort'), projection: part('projection') }
  } catch (error) {
    // Not JSON, or nested far deeper than the explorer takes: `RangeError` is the end of the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return none
    throw error
  }
}

/** Numbers stay the text that was typed, for `JSON.stringify` to write again: a double would change long ones. */
function parseAsTyped(text: string): unknown {
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactJson(source) : value,
  )
}
