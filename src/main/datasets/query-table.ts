import type { DatasetRecord } from './dataset-record.ts'
import { type Storage, typeColumn, valueColumn } from './field.ts'

/** What stands in a database file of a dataset, for those who ask it questions of their own. */
export interface QueryTable {
  readonly datasetId: string
  readonly name: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** When the first version of it was loaded. ISO 8601, UTC. */
  readonly firstCreatedAt: string
  /** The same for all versions of what a query selects of a collection, and for nothing else. */
  readonly versionsOf: string
  readonly documents: number
  /** The file. To be opened for reading only, and let go of when `onRelease` names the dataset. */
  readonly database: string
  /** Name of the table in it. */
  readonly table: string
  readonly columns: readonly QueryColumn[]
}

interface QueryColumn {
  /** Dotted path of the field. */
  readonly path: string
  /** The column that holds its values. */
  readonly values: string
  /** The column that is NULL where the field is missing. */
  readonly types: string
  readonly storage: Storage
  /** Its values, or something inside them, look like secrets: they must not be given out. */
  readonly isSecret: boolean
}

/** The documents as they came are left out: they hold what is masked elsewhere. */
export function queryTableOf(record: DatasetRecord, database: string): QueryTable {
  const { id, name, source, createdAt, firstCreatedAt, documents, fields } = record
  return {
    datasetId: id,
    name,
    createdAt,
    firstCreatedAt: firstCreatedAt ?? createdAt,
    // Two files of one name have nothing to do with each other.
    versionsOf: source.kind === 'collection' ? JSON.stringify(source) : id,
    documents,
    database,
    table: 'data',
    columns: fields.map(({ keys, storage, isSecret }, index) => ({
      path: keys.join('.'),
      values: valueColumn(index),
      types: typeColumn(index),
      storage,
      isSecret,
    })),
  }
}
