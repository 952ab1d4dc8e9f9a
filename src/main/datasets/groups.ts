import type { DatasetBucket, DatasetGroup, DatasetGroupInput } from '../../shared/datasets.ts'
import type { Cell } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { numberSql, whereSql } from './conditions.ts'
import { type Field, findField, typeColumn, valueColumn } from './field.ts'

const maxGroups = 1000
/** Buckets and groups in parts feed pictures, which need more of them than a list does. */
const maxParts = 3000

/** Which groups are asked for. */
export interface GroupInput extends Omit<DatasetGroupInput, 'datasetId'> {
  readonly limit?: number
}

/**
 * Groups as SQL: the first document of each, its count, what is measured, and how many groups there are in all.
 * Throws `invalid_input` for fields that are unknown, look like secrets, or cannot be put into buckets.
 */
export function groupSql(fields: readonly Field[], input: GroupInput): string {
  const { by, filters, bucket, split, measure } = input
  const limit = input.limit ?? (bucket === undefined && split === undefined ? maxGroups : maxParts)
  const { field, index } = shownField(fields, by)
  const key = bucket === undefined ? null : bucketSql(field, index, bucket)
  const parts = split === undefined ? null : shownField(fields, split)
  const grouped = [
    ...(key === null ? [typeColumn(index), valueColumn(index)] : ['key']),
    ...(parts === null ? [] : [typeColumn(parts.index), valueColumn(parts.index)]),
  ]
  const facts = [
    'min(rowid) AS id',
    'count(*) AS count',
    ...(key === null ? [`${typeColumn(index)} IS NULL AS missing`] : [`${key} AS key`]),
    ...(parts === null ? [] : [`${typeColumn(parts.index)} IS NULL AS unsplit`]),
    ...(measure === undefined ? [] : measuresSql(fields, measure)),
  ]
  // Groups of equal size come in an order that favours none, so that a part of many single ones is a fair sample.
  const order = parts === null ? 'id' : 'hash(id)'
  const having = key === null ? '' : ' HAVING key IS NOT NULL'
  // Counted apart: a window over a million groups takes a third longer than a second look at them (median of 9).
  return `WITH groups AS MATERIALIZED (
      SELECT ${facts.join(', ')} FROM data${whereSql(fields, filters)} GROUP BY ${grouped.join(', ')}${having})
    SELECT *, (SELECT count(*) FROM groups) AS total FROM groups ORDER BY count DESC, ${order} LIMIT ${limit}`
}

/** A group from what the engine found; `cells` are those of its first document. */
export function groupOf(
  row: Readonly<Record<string, unknown>>,
  cells: readonly (Cell | null)[],
  { bucket, split, measure }: GroupInput,
): DatasetGroup {
  const [own = null, second = null] = cells
  const cell = bucket === undefined ? (row['missing'] === true ? null : own) : bucketCell(bucket, row['key'])
  return {
    cell,
    count: Number(row['count']),
    ...(split === undefined ? {} : { split: row['unsplit'] === true ? null : second }),
    ...(measure === undefined ? {} : { value: finite(row['value']), measured: Number(row['measured']) }),
  }
}

function shownField(fields: readonly Field[], keys: readonly string[]) {
  const found = findField(fields, keys)
  if (!found.field.isSecret) return found
  throw new ExplorerError('invalid_input', 'This field looks like a secret, so its values are not shown.', {
    hint: 'Group by another field.',
  })
}

/** Numbers stay numbers; dates become milliseconds since the epoch. */
function bucketSql(field: Field, index: number, bucket: DatasetBucket): string {
  if (bucket.kind === 'width') {
    return `floor(${numberSql(field, index)} / ${bucket.width}) * ${bucket.width}`
  }
  if (field.storage === 'timestamp') {
    return `epoch_ms(date_trunc('${bucket.unit}', ${valueColumn(index)}))`
  }
  throw new ExplorerError('invalid_input', `Not every value of "${field.keys.join('.')}" is a date.`, {
    hint: 'Choose a field that holds dates alone.',
  })
}

function bucketCell({ kind }: DatasetBucket, key: unknown): Cell {
  const start = Number(key)
  return kind === 'time'
    ? { type: 'date', value: new Date(start).toISOString() }
    : { type: 'number', value: start }
}

const functions = { sum: 'sum', mean: 'avg', min: 'min', max: 'max' } as const

/** What is measured, and of how many documents: a mean of means needs their weights. */
function measuresSql(
  fields: readonly Field[],
  { keys, aggregate }: NonNullable<GroupInput['measure']>,
): readonly string[] {
  const { field, index } = shownField(fields, keys)
  const number = numberSql(field, index)
  return [`${functions[aggregate]}(${number}) AS value`, `count(${number}) AS measured`]
}

function finite(value: unknown): number | null {
  const number = value === null || value === undefined ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : null
}
