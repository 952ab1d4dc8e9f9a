import type { Collection, FieldNode } from '../../../../../shared/documents.ts'

/** The document that an embedded copy was made of. */
export interface ForeignLink {
  readonly collectionId: string
  readonly collection: string
  readonly documentId: string
}

/**
 * Where an embedded object comes from; null where the data does not say. How a foreign key is described is not known
 * (fact sheet, section 4), so both have to be plain: the ID stands in the copy or beside it under its name, and one
 * collection is called like the field.
 */
export function foreignLinkOf(
  field: FieldNode,
  siblings: readonly FieldNode[],
  collections: readonly Collection[],
): ForeignLink | null {
  if (field.cell.type !== 'object' || field.children === null) return null
  const named = collections.filter(({ name }) => isPluralOf(name.toLowerCase(), field.key.toLowerCase()))
  const [collection] = named
  const beside = [`${field.key}Id`, `${field.key}_id`, `${field.key}ID`]
  const id =
    idIn(field.children.find(({ key }) => key === '_id')) ??
    idIn(siblings.find(({ key }) => beside.includes(key)))
  if (collection === undefined || named.length > 1 || id === null) return null
  return { collectionId: collection.id, collection: collection.name, documentId: id }
}

function idIn(field: FieldNode | undefined): string | null {
  return field?.cell.type === 'id' && !field.masked ? String(field.cell.value) : null
}

function isPluralOf(name: string, word: string): boolean {
  return [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')].includes(name)
}
