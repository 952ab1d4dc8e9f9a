import type { BuiltRequest } from '../../../shared/requests.ts'

/** A short name for a request: its method and the last word of its path. */
export function requestTitle({ method, path }: Pick<BuiltRequest, 'method' | 'path'>): string {
  const words = path
    .trim()
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '')
    .split('/')
    .filter(word => word !== '')
  const last = words.at(-1) ?? ''
  const names: Readonly<Record<string, string>> = {
    '{ApplicationID}': 'application',
    '{CollectionID}': 'collection',
    '{DocumentID}': 'document',
    '{ScriptID}': 'script',
  }
  return `${method} ${names[last] ?? (last === '' ? 'request' : last)}`
}
