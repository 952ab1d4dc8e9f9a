import { type CollectionStore, hashOf, type StoredDocument } from '../data/collection-store.ts'
import type { Fields } from '../data/model.ts'
import type { Application } from '../data/world.ts'
import { withFlags } from './document-view.ts'
import { ApiRefusal } from './envelope.ts'

/** The fields of a body, without what starts with an underscore: such names belong to the API. */
export function fieldsOf(body: unknown): { readonly fields: Fields; readonly hash: unknown } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiRefusal(400, 'invalid_body', 'The body must be a JSON object.')
  }
  const entries = Object.entries(body)
  const hash = entries.find(([name]) => name === '_hash')?.[1]
  // __proto__ is a field like any other; Object.fromEntries makes it an own property.
  const fields = Object.fromEntries(entries.filter(([name]) => name === '__proto__' || !name.startsWith('_')))
  return { fields, hash }
}

/** The document with an ID, or a refusal. */
export function existing(store: CollectionStore, id: string): StoredDocument {
  const document = store.find(id)
  if (document === undefined) throw new ApiRefusal(404, 'not_found', `No document has the ID ${id}.`)
  return document
}

/**
 * The concurrency check (fact sheet, section 4, system flags): the `_hash` that was read has to come back.
 * The statuses are our choice.
 */
export function requireHash(document: StoredDocument, hash: unknown): void {
  if (typeof hash !== 'string') {
    throw new ApiRefusal(400, 'missing_hash', 'Send the _hash of the document as it was read.')
  }
  if (hash !== hashOf(document.fields)) {
    throw new ApiRefusal(409, 'hash_mismatch', 'The document was changed since it was read.')
  }
}

/** Copies the foreign documents in, as the API does on insert and update. An unknown key gives null. */
export function importForeign(application: Application, store: CollectionStore, fields: Fields): Fields {
  const imported: Record<string, unknown> = { ...fields }
  for (const key of store.model.foreignKeys) {
    if (!(key.property in imported)) continue
    const value = imported[key.property]
    const id = typeof value === 'object' && value !== null && '_id' in value ? value._id : value
    const foreign = application.collections.find(({ model }) => model.name === key.collection)
    const document = typeof id === 'string' ? foreign?.find(id) : undefined
    imported[key.importProperty] =
      document === undefined ? null : { _id: document.flags._id, ...document.fields }
  }
  return imported
}

/** What a write answers: the document as it stands now. */
export const written = (document: StoredDocument): unknown => withFlags(document)
