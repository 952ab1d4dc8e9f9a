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
  const criteria = objectOf(body.text)
  const part = (name: string): string =>
    criteria[name] === undefined ? '' : JSON.stringify(criteria[name], null, 2)
  return {
    ...place,
    query: {
      ...place.query,
      filter: part('filter'),
      sort: part('sort'),
      projection: part('projection'),
    },
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
