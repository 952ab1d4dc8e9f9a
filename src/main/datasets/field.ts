import { z } from 'zod'
import { type Column, cellTypes } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'

/** How the values of a field are held: by the one type that all of them have, or as JSON text. */
export const storages = ['integer', 'hugeint', 'double', 'boolean', 'timestamp', 'text', 'json'] as const
export type Storage = (typeof storages)[number]

export const fieldSchema = z.strictObject({
  keys: z.array(z.string()).min(1),
  storage: z.enum(storages),
  types: z.partialRecord(z.enum(cellTypes), z.number()),
  maxAbs: z.number(),
  /** Whether values are masked: the field's own name, or a name inside its values, looks like a secret. */
  isSecret: z.boolean(),
})

/** A field of a dataset, which is a column of its table. */
export type Field = z.infer<typeof fieldSchema>

/** Codes of the type column that stands beside the values of each field; SQL NULL where the field is missing. */
export const typeCode = { null: 1, boolean: 2, number: 3, string: 4, object: 5, array: 6 } as const

export function typeColumn(index: number): string {
  return `t${index}`
}

export function valueColumn(index: number): string {
  return `v${index}`
}

/** The place of the field by which documents are known, `_id`; negative where the dataset has none. */
export function idIndex(fields: readonly Field[]): number {
  return fields.findIndex(({ keys }) => keys.length === 1 && keys[0] === '_id')
}

export function columnOf({ keys, types, maxAbs }: Field): Column {
  const present = Object.entries(types).filter(([, count]) => count > 0)
  return { path: keys.join('.'), keys, types: Object.fromEntries(present), maxAbs }
}

/** A field with its place among the columns. Throws `invalid_input` where the dataset has none of this name. */
export function findField(
  fields: readonly Field[],
  keys: readonly string[],
): { readonly field: Field; readonly index: number } {
  const wanted = JSON.stringify(keys)
  const index = fields.findIndex(field => JSON.stringify(field.keys) === wanted)
  const field = fields[index]
  if (field === undefined) {
    throw new ExplorerError('invalid_input', `The data has no field "${keys.join('.')}".`, {
      hint: 'Choose one of the columns.',
    })
  }
  return { field, index }
}
