import { queryRows } from '../../shared/request-target.ts'
import type { BuiltRequest } from '../../shared/requests.ts'
import type { PostmanRequest } from './collection-schema.ts'

/** Path, query and placeholders of a URL. `:name` as a part of the path becomes the placeholder `{name}`. */
export function readUrl(
  url: NonNullable<PostmanRequest['url']>,
): Pick<BuiltRequest, 'path' | 'query' | 'values'> {
  const raw = typeof url === 'string' ? url : (url.raw ?? '')
  const [address = '', typedQuery = ''] = raw.replace(/#.*$/s, '').split(/\?(.*)/s)
  const names: string[] = []
  const path = address.trim().replace(/\/:([A-Za-z][A-Za-z0-9_]*)(?=\/|$)/g, (_whole, name: string) => {
    names.push(name)
    return `/{${name}}`
  })
  const parts = typeof url === 'string' ? { query: [], variable: [] } : url
  const rows = parts.query.map(({ key, value, disabled }) => ({
    name: decoded(key),
    value: decoded(value),
    on: disabled !== true,
  }))
  return {
    path: path === '' ? '/' : path,
    query: rows.length > 0 ? rows : [...queryRows(typedQuery)],
    values: names.map(name => ({
      name,
      value: parts.variable.find(({ key }) => key === name)?.value ?? '',
    })),
  }
}

/** A query stands in a collection encoded or not; what cannot be decoded is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
