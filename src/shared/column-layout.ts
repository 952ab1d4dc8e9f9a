import { z } from 'zod'

/** As many columns as one table has. */
const maxColumns = 1000
const keysSchema = z.array(z.string().max(500)).min(1).max(20)
const columnsSchema = z.array(keysSchema).max(maxColumns)

/** How somebody arranged the columns of a collection, each named by its path of keys. Holds no values. */
export const columnLayoutSchema = z.strictObject({
  /** Widths in pixels of the columns that were given one. */
  widths: z.array(z.strictObject({ keys: keysSchema, width: z.int().min(1).max(2000) })).max(maxColumns),
  hidden: columnsSchema,
  pinned: columnsSchema,
  /** All columns as they stood when one was moved; empty where none was. */
  order: columnsSchema,
})
export type ColumnLayout = z.infer<typeof columnLayoutSchema>
