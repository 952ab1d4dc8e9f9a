/** The fields of a document, without system flags. */
export type Fields = Readonly<Record<string, unknown>>

/** How a collection refers to another (fact sheet, section 4, foreign keys). The shape is our choice. */
export interface ForeignKey {
  readonly property: string
  readonly collection: string
  readonly foreignProperty: '_id'
  /** Where the copy of the foreign document stands; may be the property itself. */
  readonly importProperty: string
  readonly onUpdate: 'Ignore' | 'Cascade' | 'Restrict' | 'Nullify'
}

/**
 * A collection as a function: document `index` is made anew each time it is asked for, so that any number of
 * them costs no memory. Indexes run from 0, oldest first.
 */
export interface CollectionModel {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly size: number
  /** Ten hexadecimal digits in the middle of every ID. */
  readonly mark: string
  /** Milliseconds since 1970. */
  readonly createdAt: (index: number) => number
  /** When it was last changed: for most, when it was made. */
  readonly updatedAt: (index: number) => number
  /** With the copies of foreign documents in place. */
  readonly fields: (index: number) => Fields
  readonly textIndex: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  /** Answers about this collection carry an envelope key that nobody has documented. */
  readonly extraEnvelope?: true
}

/** The ID of document `index`: seconds, mark and counter, as MongoDB makes them. */
export function documentIdAt(model: CollectionModel, index: number): string {
  const seconds = Math.floor(model.createdAt(index) / 1000)
  return `${seconds.toString(16).padStart(8, '0')}${model.mark}${index.toString(16).padStart(6, '0')}`
}

/** The index that an ID belongs to, or undefined where no generated document has it. */
export function indexOfDocumentId(model: CollectionModel, id: string): number | undefined {
  if (!/^[0-9a-f]{24}$/.test(id)) return undefined
  const index = Number.parseInt(id.slice(18), 16)
  return index < model.size && documentIdAt(model, index) === id ? index : undefined
}
