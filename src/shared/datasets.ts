import { z } from 'zod'
import { idSchema } from './connection.ts'
import {
  type Cell,
  type CellType,
  type Column,
  cellTypes,
  type DocumentRow,
  documentQuerySchema,
} from './documents.ts'
import type { ErrorData } from './errors.ts'

/** Rows that a view gets at a time. */
export const maxDatasetRows = 200

const collectionSource = {
  connectionId: idSchema,
  applicationId: z.string().min(1).max(200),
  collectionId: z.string().min(1).max(200),
  query: documentQuerySchema,
}
/** Keys that lead to an array in a JSON text; null for the one that is found: the list of an envelope, or the longest. */
const arrayPathSchema = z.array(z.string().max(500)).max(20).nullable()
export const fileFormats = ['json', 'ndjson', 'csv', 'parquet'] as const
export type FileFormat = (typeof fileFormats)[number]

const collectionSourceSchema = z.strictObject({ kind: z.literal('collection'), ...collectionSource })
/** All documents of a collection, or what a query selects of them. */
export type CollectionSource = z.infer<typeof collectionSourceSchema>
/** What a dataset was made of. */
export const datasetSourceSchema = z.discriminatedUnion('kind', [
  collectionSourceSchema,
  /** An array in the body of an answer. */
  z.strictObject({
    kind: z.literal('response'),
    connectionId: idSchema,
    responseId: idSchema,
    path: arrayPathSchema,
  }),
  /** A file of this computer, by its name. */
  z.strictObject({ kind: z.literal('file'), file: z.string().max(500), format: z.enum(fileFormats) }),
])
export type DatasetSource = z.infer<typeof datasetSourceSchema>

export const datasetStates = ['loading', 'paused', 'failed', 'preparing', 'ready'] as const
/**
 * `loading`: pages come in. `paused`: by the person, or because the app ended. `failed`: it can be resumed.
 * `preparing`: all documents are here and become a table; until then they are shown in the order in which they came.
 * `ready`: they can be sorted, filtered and described.
 */
export type DatasetState = (typeof datasetStates)[number]

/** An array of a body: where it stands, and how long it is. */
export interface BodyArray {
  readonly path: readonly string[]
  readonly entries: number
}

/** Documents on this computer: those of a collection, of an answer, or of a file. */
export interface Dataset {
  readonly id: string
  readonly name: string
  readonly source: DatasetSource
  /** The version that this one was loaded in place of, while it is kept. */
  readonly previousId: string | null
  readonly state: DatasetState
  /** Kept when the app ends. */
  readonly pinned: boolean
  /** ISO 8601, UTC: when loading started. */
  readonly createdAt: string
  /** Documents loaded so far; all of them when ready. */
  readonly documents: number
  /** What the API counted before loading; null where it did not say. */
  readonly expected: number | null
  /** Bytes of JSON loaded so far. */
  readonly bytes: number
  /** Bytes on disk. */
  readonly diskBytes: number
  /** Documents a second over the last seconds; null unless loading. */
  readonly rate: number | null
  readonly secondsLeft: number | null
  /** Why loading failed; null in every other state. */
  readonly error: ErrorData | null
  /** What is worth knowing about the load: an order that could not be had, documents that came twice. */
  readonly notes: readonly string[]
}

/** Where a field stands: path segments, since a key may itself contain a dot. */
const keysSchema = z.array(z.string().max(500)).min(1).max(20)
const columnsSchema = z.array(keysSchema).min(1).max(1000)

/** A condition on one field. All conditions of a list must hold. */
export const datasetFilterSchema = z.discriminatedUnion('kind', [
  /** Numbers, or ISO dates; either end may be open. The lower end is one of them, the upper too unless it says so. */
  z.strictObject({
    kind: z.literal('range'),
    keys: keysSchema,
    from: z.union([z.number(), z.string().max(40)]).nullable(),
    to: z.union([z.number(), z.string().max(40)]).nullable(),
    excludesTo: z.literal(true).optional(),
  }),
  /** Upper and lower case are the same. */
  z.strictObject({ kind: z.literal('contains'), keys: keysSchema, text: z.string().max(1000) }),
  z.strictObject({
    kind: z.literal('values'),
    keys: keysSchema,
    values: z
      .array(z.union([z.string().max(10_000), z.number(), z.boolean()]))
      .min(1)
      .max(1000),
  }),
  z.strictObject({ kind: z.enum(['missing', 'null', 'present']), keys: keysSchema }),
  z.strictObject({
    kind: z.literal('types'),
    keys: keysSchema,
    types: z.array(z.enum(cellTypes)).min(1).max(cellTypes.length),
  }),
])
export type DatasetFilter = z.infer<typeof datasetFilterSchema>

export const datasetSortSchema = z.strictObject({ keys: keysSchema, descending: z.boolean() })
export type DatasetSort = z.infer<typeof datasetSortSchema>

const selection = {
  datasetId: idSchema,
  filters: z.array(datasetFilterSchema).max(50).optional(),
  sort: datasetSortSchema.optional(),
}
export const datasetIdSchema = z.strictObject({ datasetId: idSchema })
export const loadAllSchema = z.strictObject({
  ...collectionSource,
  name: z.string().min(1).max(200),
  /** A dataset of the same question that is refreshed; it is kept to be compared with. */
  previousId: idSchema.nullable(),
})
export const datasetChangesSchema = z.strictObject({
  datasetId: idSchema,
  from: z.int().min(0),
  to: z.int().min(0),
})
export const documentChangesSchema = z.strictObject({
  datasetId: idSchema,
  /** Its `_id`, as rows have it. */
  documentId: z.string().min(1).max(10_000),
})
export const fromResponseSchema = z.strictObject({
  connectionId: idSchema,
  responseId: idSchema,
  path: arrayPathSchema,
  name: z.string().min(1).max(200),
})
export const datasetsShownSchema = z.strictObject({ datasetIds: z.array(idSchema).max(1000) })
export const datasetPinSchema = datasetIdSchema.extend({ pinned: z.boolean() })
export const datasetRowsSchema = z.strictObject({
  ...selection,
  from: z.int().min(0),
  to: z.int().min(0),
  /** Without it: all columns. */
  columns: columnsSchema.optional(),
})
export const datasetDocumentSchema = z.strictObject({ ...selection, row: z.int().min(0) })
/** How values are put together before they are grouped. */
export const datasetBucketSchema = z.discriminatedUnion('kind', [
  /** Buckets start at multiples of the width. */
  z.strictObject({ kind: z.literal('width'), width: z.number().positive() }),
  z.strictObject({ kind: z.literal('time'), unit: z.enum(['hour', 'day', 'week', 'month', 'year']) }),
])
export type DatasetBucket = z.infer<typeof datasetBucketSchema>
export const datasetAggregates = ['sum', 'mean', 'min', 'max'] as const
export type DatasetAggregate = (typeof datasetAggregates)[number]
export const datasetGroupSchema = z.strictObject({
  datasetId: idSchema,
  filters: z.array(datasetFilterSchema).max(50).optional(),
  by: keysSchema,
  /** Puts numbers into buckets of one width, or dates into units of time in UTC; what is neither is left out. */
  bucket: datasetBucketSchema.optional(),
  /** Each group in parts by the values of a second field. */
  split: keysSchema.optional(),
  /** A number of each group beside its count. */
  measure: z.strictObject({ keys: keysSchema, aggregate: z.enum(datasetAggregates) }).optional(),
})
export type DatasetGroupInput = z.infer<typeof datasetGroupSchema>
export const datasetPointsSchema = z.strictObject({
  datasetId: idSchema,
  filters: z.array(datasetFilterSchema).max(50).optional(),
  x: keysSchema,
  y: keysSchema,
})
export const typesLanguages = ['typescript', 'csharp', 'python', 'schema'] as const
export type TypesLanguage = (typeof typesLanguages)[number]
export const datasetTypesSchema = z.strictObject({ datasetId: idSchema, language: z.enum(typesLanguages) })
export const exportFormats = ['csv', 'json', 'ndjson', 'parquet', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
/** Rows next to each other, by their places among the selected ones; `to` is not one of them. */
const placesSchema = z.strictObject({ from: z.int().min(0), to: z.int().min(1) })
export type Places = z.infer<typeof placesSchema>
export const datasetExportSchema = z.strictObject({
  ...selection,
  format: z.enum(exportFormats),
  columns: columnsSchema.optional(),
  /** Without it: all that meet the conditions. */
  places: z.array(placesSchema).min(1).max(10_000).optional(),
  /** Fields that look like secrets and are written all the same; the others are masked. */
  unmasked: z.array(keysSchema).max(1000).optional(),
})

export const datasetCopySchema = z.strictObject({
  ...selection,
  /** Rows with tabs between the columns, or whole documents. */
  format: z.enum(['tsv', 'json']),
  /** Of the rows; documents are whole. */
  columns: columnsSchema,
  places: z.array(placesSchema).min(1).max(10_000),
})
export type DatasetCopy = z.infer<typeof datasetCopySchema>

/** A field that is not as it was; null where it is missing. */
export interface ChangedField {
  readonly path: string
  readonly before: Cell | null
  readonly after: Cell | null
}

export interface ChangedDocument {
  readonly kind: 'added' | 'changed' | 'removed'
  readonly id: string | null
  /** Of a document that is in both versions. */
  readonly fields: readonly ChangedField[]
}

/** What a refresh brought. */
export interface DatasetChanges {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Those that were asked for, at most 100: changed ones come first, then added, then removed. */
  readonly documents: readonly ChangedDocument[]
}

/** A window of rows under the columns of the whole dataset, drawn by the same table as documents of the API. */
export interface DatasetRows {
  readonly from: number
  /** Rows that meet the filters. */
  readonly total: number
  readonly columns: readonly Column[]
  /** Columns that were left out because there were too many. */
  readonly droppedColumns: number
  readonly rows: readonly DocumentRow[]
}

/** Documents counted by the value of one field, the most frequent first. */
export interface DatasetGroups {
  readonly groups: readonly DatasetGroup[]
  /** Groups in all; at most 1,000 of them are given, 3,000 of buckets and of groups in parts. */
  readonly total: number
}

export interface DatasetGroup {
  /** Null where the field is missing. Of a bucket: where it starts. */
  readonly cell: Cell | null
  readonly count: number
  /** Value of the second field; left out where there is none to split by. */
  readonly split?: Cell | null
  /** What was measured; null where the group has no number. Left out where nothing was asked for. */
  readonly value?: number | null
  /** Documents that were measured: those that have a number. Left out where nothing was asked for. */
  readonly measured?: number
}

/** Two numbers of each document against each other; dates in milliseconds since the epoch. */
export interface DatasetPoints {
  /** At most 3,000, chosen at random where there are more; the same each time. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** Documents that have both numbers. */
  readonly total: number
}

/** A field by which an export is chosen. */
export interface DatasetField {
  readonly path: string
  readonly keys: readonly string[]
  /** The field looks like a secret. */
  readonly masked: boolean
}

/** Types of documents as code. */
export interface DatasetTypes {
  readonly language: TypesLanguage
  readonly text: string
  /** Documents of the dataset. */
  readonly documents: number
  /** Documents that the types were inferred from. */
  readonly restsOn: number
  /** Whether every field occurs in these in every type that it has anywhere. */
  readonly isComplete: boolean
}

/** What stands in the fields of a dataset. */
export interface DatasetSchema {
  /** Documents that this rests on. */
  readonly documents: number
  /** Whether those are all the documents that the API had. */
  readonly isComplete: boolean
  readonly fields: readonly SchemaField[]
  readonly droppedFields: number
}

export interface SchemaField {
  readonly path: string
  readonly keys: readonly string[]
  /** Documents that have the type in this field. */
  readonly types: Readonly<Partial<Record<CellType, number>>>
  /** Documents without the field. An object that is shown as fields of its own counts as missing here. */
  readonly missing: number
  /** The field looks like a secret: nothing below is told of it. */
  readonly masked: boolean
  readonly distinct: { readonly count: number; readonly isApproximate: boolean } | null
  readonly min: Cell | null
  readonly max: Cell | null
  /** Of the numbers; null where there are none. */
  readonly mean: number | null
  /** At most 10, the most frequent first. */
  readonly top: readonly DatasetGroup[]
  /** At most 30 buckets of equal width; for numbers and for dates, these in milliseconds since the epoch. */
  readonly histogram: readonly HistogramBucket[]
  /** For fields that hold arrays. */
  readonly arrays: ArraySummary | null
}

export interface HistogramBucket {
  readonly from: number
  /** Exclusive, but for the last. */
  readonly to: number
  readonly count: number
}

/** Lengths of arrays, and what is in them. */
export interface ArraySummary {
  readonly minLength: number
  readonly maxLength: number
  readonly meanLength: number
  readonly elements: readonly { readonly type: CellType; readonly count: number }[]
  /** Entries that are described: 500,000 at most, of 100,000 arrays at most. */
  readonly entries: number
  /** Entries of all arrays. */
  readonly allEntries: number
  /** The entries as if each were a document: what is no object as one field, then the keys of objects. */
  readonly fields: readonly SchemaField[]
}

export interface ExportedDataset {
  readonly path: string
  readonly rows: number
  readonly bytes: number
  /** What is worth knowing about the file: texts that were cut, rows on further sheets. */
  readonly notes: readonly string[]
}

/** How far an export is. */
export interface ExportProgress {
  readonly datasetId: string
  readonly rows: number
  readonly total: number
}
