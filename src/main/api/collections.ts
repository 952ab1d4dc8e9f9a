import type { Collection } from '../../shared/documents.ts'
import { oddText, textOf } from './applications.ts'
import { isJsonObject } from './json-values.ts'

/**
 * Reads `data` of `GET /{app}/collections`. No field of a collection is documented (fact sheet, section 8), so the ID
 * is taken from `_id`, else `id`, else `name`, or is the entry itself where it is text. Anything else comes in `odd`.
 */
export function readCollections(data: unknown): {
  readonly collections: readonly Collection[]
  readonly odd: string | null
} {
  if (!Array.isArray(data)) return { collections: [], odd: oddText(data) }
  const collections: Collection[] = []
  const odd: unknown[] = []
  for (const entry of data) {
    const collection = readCollection(entry)
    if (collection === null) odd.push(entry)
    else collections.push(collection)
  }
  return { collections, odd: odd.length === 0 ? null : oddText(odd) }
}

function readCollection(entry: unknown): Collection | null {
  if (typeof entry === 'string' && entry !== '') return { id: entry, name: entry, description: null }
  if (!isJsonObject(entry)) return null
  const name = textOf(entry, 'name')
  const id = textOf(entry, '_id') ?? textOf(entry, 'id') ?? name
  return id === null ? null : { id, name: name ?? id, description: textOf(entry, 'description') }
}
