import { Query } from 'mingo'
import { hashOf, type StoredDocument } from '../data/collection-store.ts'
import type { ForeignKey } from '../data/model.ts'

/** How documents are shown: what of each is left out. */
export interface DocumentView {
  readonly hideSystemFlags: boolean
  readonly withForeignKeys: boolean
  readonly projection: Readonly<Record<string, unknown>> | undefined
}

/** A document with its flags in front; `_hash` is the SHA-1 of the stored fields, copies included. */
export function withFlags({ flags, fields }: StoredDocument): Record<string, unknown> {
  const { _id, ...others } = flags
  return { _id, _hash: hashOf(fields), ...others, ...fields }
}

/**
 * A function that turns stored documents into answers. Without `foreignkeys` the copies of foreign documents
 * are left out; where a copy stands in the place of its own key, the key is put back.
 */
export function createView(
  view: DocumentView,
  foreignKeys: readonly ForeignKey[],
): (document: StoredDocument) => unknown {
  const keep = view.projection === undefined ? undefined : projector(view.projection)
  return document => {
    const shown: Record<string, unknown> = view.hideSystemFlags ? { ...document.fields } : withFlags(document)
    if (!view.withForeignKeys) withoutCopies(shown, foreignKeys)
    return keep === undefined ? shown : keep(shown)
  }
}

function withoutCopies(shown: Record<string, unknown>, foreignKeys: readonly ForeignKey[]): void {
  for (const { property, importProperty } of foreignKeys) {
    if (importProperty !== property) {
      delete shown[importProperty]
      continue
    }
    const copy = shown[property]
    if (typeof copy === 'object' && copy !== null && '_id' in copy) shown[property] = copy._id
  }
}

function projector(
  projection: Readonly<Record<string, unknown>>,
): (document: Record<string, unknown>) => unknown {
  const everything = new Query({})
  return document => {
    const kept = everything.find<Record<string, unknown>>([document], { ...projection }).next() ?? {}
    // mingo gives the fields in an order of its own; people expect that of the document.
    const names = Object.keys(document).filter(name => Object.hasOwn(kept, name))
    return Object.fromEntries(names.map(name => [name, kept[name]]))
  }
}
