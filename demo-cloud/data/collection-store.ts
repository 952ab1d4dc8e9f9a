import { createHash } from 'node:crypto'
import { type CollectionModel, documentIdAt, type Fields, indexOfDocumentId } from './model.ts'

/** The system flags (fact sheet, section 4), apart from `_hash`, which follows from the fields. */
interface Flags {
  readonly _id: string
  readonly _createdAt: string
  readonly _updatedAt: string
  readonly _changedBy: string
}

export interface StoredDocument {
  readonly flags: Flags
  readonly fields: Fields
}

/** A collection that can be read and changed: its model below, the changes of this run on top. */
export interface CollectionStore {
  readonly model: CollectionModel
  readonly count: () => number
  /** Goes up with each change; an order of positions is only good for one version. */
  readonly version: () => number
  /** The document at `position` in the default order: as they came in. */
  readonly at: (position: number) => StoredDocument | undefined
  readonly find: (id: string) => StoredDocument | undefined
  readonly insert: (fields: Fields, changedBy: string) => StoredDocument
  readonly replace: (id: string, fields: Fields, changedBy: string) => StoredDocument | undefined
  readonly remove: (id: string) => boolean
}

/** SHA-1 over the JSON of the fields. Which bytes the service hashes is not documented; these are ours. */
export function hashOf(fields: Fields): string {
  return createHash('sha1').update(JSON.stringify(fields)).digest('hex')
}

/** A store over `model`. `author` stands in `_changedBy` of what came with the seed. */
export function createCollectionStore(
  model: CollectionModel,
  author: string,
  now: () => number,
): CollectionStore {
  const replaced = new Map<number, StoredDocument>()
  /** Indexes, ascending. */
  let removed: readonly number[] = []
  let added: readonly StoredDocument[] = []
  let version = 0
  let inserted = 0

  const generated = (index: number): StoredDocument => {
    const changed = replaced.get(index)
    if (changed !== undefined) return changed
    const flags = {
      _id: documentIdAt(model, index),
      _createdAt: new Date(model.createdAt(index)).toISOString(),
      _updatedAt: new Date(model.updatedAt(index)).toISOString(),
      _changedBy: author,
    }
    return { flags, fields: model.fields(index) }
  }
  const liveIndexOf = (id: string): number | undefined => {
    const index = indexOfDocumentId(model, id)
    return index === undefined || removed.includes(index) ? undefined : index
  }
  const changed = (flags: Flags, fields: Fields, changedBy: string): StoredDocument => ({
    flags: { ...flags, _updatedAt: new Date(now()).toISOString(), _changedBy: changedBy },
    fields,
  })

  return {
    model,
    count: () => model.size - removed.length + added.length,
    version: () => version,
    at: position => {
      if (position < 0) return undefined
      const live = model.size - removed.length
      if (position >= live) return added[position - live]
      let index = position
      for (const gap of removed) {
        if (gap > index) break
        index += 1
      }
      return generated(index)
    },
    find: id => {
      const index = liveIndexOf(id)
      return index === undefined ? added.find(document => document.flags._id === id) : generated(index)
    },
    insert: (fields, changedBy) => {
      const at = now()
      const counter = (model.size + inserted).toString(16).padStart(6, '0')
      const _id = `${Math.floor(at / 1000)
        .toString(16)
        .padStart(8, '0')}${model.mark}${counter}`
      const stamp = new Date(at).toISOString()
      const document = { flags: { _id, _createdAt: stamp, _updatedAt: stamp, _changedBy: changedBy }, fields }
      added = [...added, document]
      inserted += 1
      version += 1
      return document
    },
    replace: (id, fields, changedBy) => {
      const index = liveIndexOf(id)
      const before =
        index === undefined ? added.find(document => document.flags._id === id) : generated(index)
      if (before === undefined) return undefined
      const after = changed(before.flags, fields, changedBy)
      if (index === undefined) added = added.map(document => (document === before ? after : document))
      else replaced.set(index, after)
      version += 1
      return after
    },
    remove: id => {
      const index = liveIndexOf(id)
      if (index !== undefined) removed = [...removed, index].sort((a, b) => a - b)
      else if (added.some(document => document.flags._id === id)) {
        added = added.filter(document => document.flags._id !== id)
      } else return false
      version += 1
      return true
    },
  }
}
