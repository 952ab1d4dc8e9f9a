import { ExplorerError } from '../../shared/errors.ts'

/**
 * Builds the URL of a call below a base URL, which may have a path of its own. Every segment is percent-encoded as
 * one segment; an empty one, `.` and `..` are refused, since a URL parser would climb out of the base with them.
 */
export function apiUrl(
  baseUrl: string,
  segments: readonly string[],
  query: readonly (readonly [name: string, value: string])[] = [],
): string {
  const base = basePathOf(new URL(baseUrl))
  const encoded = segments.map(segment => {
    if (segment === '' || segment === '.' || segment === '..') {
      throw new ExplorerError('invalid_input', `"${segment}" cannot be part of an address.`, {
        hint: 'Enter an ID, such as 24 hex digits.',
      })
    }
    return encodeURIComponent(segment.toWellFormed())
  })
  const parameters = query.map(
    ([name, value]) =>
      `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
  )
  const search = parameters.length === 0 ? '' : `?${parameters.join('&')}`
  return `${base.origin}${base.path}/${encoded.join('/')}${search}`
}

/** Origin of a URL and its path without slashes at the end. */
export function basePathOf(url: URL): { readonly origin: string; readonly path: string } {
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') }
}
