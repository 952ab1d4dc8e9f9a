import type { DatasetSchema, SchemaField } from '../../../../../shared/datasets.ts'
import type { CellType } from '../../../../../shared/documents.ts'

/** What kind of picture and words a field gets: by the type that most of its values have. */
export type FieldKind = CellType | 'masked' | 'unique'

/** A field with the numbers that words and pictures are made of. */
export interface FieldFacts {
  readonly field: SchemaField
  readonly documents: number
  /** What was counted: documents, or the entries of their lists. */
  readonly counted: 'documents' | 'entries'
  /** The type that most values have; `null` where there is no value at all. */
  readonly type: CellType
  readonly kind: FieldKind
  /** Types of values without null, the most frequent first. */
  readonly types: readonly { readonly type: CellType; readonly count: number }[]
  /** Documents that have a value, null not counted. */
  readonly present: number
  readonly nulls: number
}

export function factsOf(
  field: SchemaField,
  documents: number,
  counted: FieldFacts['counted'] = 'documents',
): FieldFacts {
  const types = (Object.entries(field.types) as [CellType, number][])
    .filter(([type, count]) => type !== 'null' && count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([type, count]) => ({ type, count }))
  const present = types.reduce((sum, { count }) => sum + count, 0)
  const type = types[0]?.type ?? 'null'
  return {
    ...{ field, documents, counted, type, types, present },
    nulls: field.types.null ?? 0,
    kind: kindOf(field, type, present),
  }
}

export function factsOfAll({ fields, documents }: DatasetSchema): readonly FieldFacts[] {
  return fields.map(field => factsOf(field, documents))
}

/** What is in the lists of a field, each as a field of its own; empty where nothing is known of it. */
export function factsOfEntries({ field }: FieldFacts): readonly FieldFacts[] {
  const { fields = [], entries = 0 } = field.arrays ?? {}
  return fields.map(entry => factsOf(entry, entries, 'entries'))
}

/** How many values a text field may repeat and still read as one that names its document. */
const nearlyAll = 0.98

function kindOf(field: SchemaField, type: CellType, present: number): FieldKind {
  if (field.masked) return 'masked'
  const isName = type === 'string' || type === 'id'
  const distinct = field.distinct?.count ?? 0
  return isName && present > 1 && distinct >= present * nearlyAll ? 'unique' : type
}

/** Key prefix and own name of a field, for two tones of text. */
export function nameOf({ keys, path }: Pick<SchemaField, 'keys' | 'path'>): {
  readonly prefix: string
  readonly name: string
} {
  const parents = keys.slice(0, -1).join('.')
  return { prefix: parents === '' ? '' : `${parents}.`, name: keys.at(-1) ?? path }
}
