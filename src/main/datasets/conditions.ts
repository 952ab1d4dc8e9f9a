import type { DatasetFilter, DatasetSort } from '../../shared/datasets.ts'
import type { CellType } from '../../shared/documents.ts'
import { assertNever } from '../../shared/errors.ts'
import { dateSql } from './column-plan.ts'
import { sqlText } from './engine.ts'
import { type Field, findField, typeCode, typeColumn, valueColumn } from './field.ts'

/** Which rows a view shows, and in which order. */
export interface RowSelection {
  readonly filters?: readonly DatasetFilter[] | undefined
  readonly sort?: DatasetSort | undefined
}

/** The conditions as SQL with its WHERE; empty where there are none. Throws `invalid_input` for an unknown field. */
export function whereSql(fields: readonly Field[], filters: RowSelection['filters'] = []): string {
  if (filters.length === 0) return ''
  return ` WHERE ${filters.map(filter => `(${conditionSql(fields, filter)})`).join(' AND ')}`
}

/**
 * The order as SQL with its ORDER BY. Values come first, then null, then missing, whichever way it goes. `ranked`
 * gives what a column of texts is sorted by instead of them, in the same order.
 */
export function orderSql(
  fields: readonly Field[],
  sort: DatasetSort | undefined,
  ranked: (value: string) => string = value => value,
): string {
  if (sort === undefined) return ''
  const { field, index } = findField(fields, sort.keys)
  const [type, value] = [typeColumn(index), valueColumn(index)]
  const direction = `${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`
  const byValue =
    field.storage === 'json'
      ? [`nullif(${type}, ${typeCode.null})`, numberSql(field, index), value]
      : [ranked(value)]
  const byAbsence = (field.types.null ?? 0) > 0 ? [`${type} NULLS LAST`] : []
  return ` ORDER BY ${[...byValue.map(term => `${term} ${direction}`), ...byAbsence, 'rowid'].join(', ')}`
}

function conditionSql(fields: readonly Field[], filter: DatasetFilter): string {
  const { field, index } = findField(fields, filter.keys)
  const type = typeColumn(index)
  switch (filter.kind) {
    case 'missing':
      return `${type} IS NULL`
    case 'null':
      return `${type} = ${typeCode.null}`
    case 'present':
      return `${type} > ${typeCode.null}`
    case 'contains':
      return `contains(lower(${textSql(field, index)}), lower(${sqlText(filter.text)}))`
    case 'types':
      return filter.types.map(wanted => `(${typeSql(field, index, wanted)})`).join(' OR ')
    case 'values':
      return `${valueColumn(index)} IN (${filter.values.map(value => literalSql(field, value)).join(', ')})`
    case 'range': {
      const value = field.storage === 'json' ? numberSql(field, index) : valueColumn(index)
      const numeric: Field = field.storage === 'json' ? { ...field, storage: 'double' } : field
      const bounds = [
        ...(filter.from === null ? [] : [`${value} >= ${literalSql(numeric, filter.from)}`]),
        ...(filter.to === null
          ? []
          : [`${value} ${filter.excludesTo === true ? '<' : '<='} ${literalSql(numeric, filter.to)}`]),
      ]
      return bounds.length === 0 ? `${type} > ${typeCode.null}` : bounds.join(' AND ')
    }
    default:
      return assertNever(filter)
  }
}

/** Whether a value is of a type, as the table tells them: IDs and dates are texts of a certain form. */
function typeSql({ storage }: Field, index: number, wanted: CellType): string {
  const [type, value] = [typeColumn(index), valueColumn(index)]
  if (wanted !== 'string' && wanted !== 'date' && wanted !== 'id') return `${type} = ${typeCode[wanted]}`
  const isText = `${type} = ${typeCode.string}`
  if (storage === 'timestamp') return wanted === 'date' ? isText : 'false'
  if (storage !== 'text' && storage !== 'json') return 'false'
  const text = storage === 'json' ? `json_extract_string(${value}, '$')` : value
  const isId = `regexp_full_match(${text}, '[0-9a-fA-F]{24}')`
  const isDate = `(${dateSql(text)}) IS NOT NULL`
  if (wanted === 'string') return `${isText} AND NOT ${isId} AND NOT (${isDate})`
  return `${isText} AND ${wanted === 'id' ? isId : isDate}`
}

/** The numbers of a field; SQL NULL for what is no number. */
export function numberSql({ storage }: Field, index: number): string {
  const value = valueColumn(index)
  if (storage === 'json') {
    return `CASE WHEN ${typeColumn(index)} = ${typeCode.number} THEN TRY_CAST(${value} AS DOUBLE) END`
  }
  return storage === 'integer' || storage === 'hugeint' || storage === 'double'
    ? `CAST(${value} AS DOUBLE)`
    : 'CAST(NULL AS DOUBLE)'
}

/** A value as people read it, to be searched in. */
function textSql({ storage }: Field, index: number): string {
  const value = valueColumn(index)
  return storage === 'timestamp' ? `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%gZ')` : `CAST(${value} AS VARCHAR)`
}

/** A value as the field holds it. Long numbers come as text; what cannot be one of its values becomes SQL NULL. */
function literalSql({ storage }: Field, value: string | number | boolean): string {
  const text = sqlText(String(value))
  switch (storage) {
    case 'integer':
    case 'hugeint':
      return typeof value === 'number' && !Number.isSafeInteger(value)
        ? `TRY_CAST(${text} AS DOUBLE)`
        : `TRY_CAST(${text} AS HUGEINT)`
    case 'double':
      return `TRY_CAST(${text} AS DOUBLE)`
    case 'boolean':
      return `TRY_CAST(${text} AS BOOLEAN)`
    case 'timestamp':
      return `TRY_CAST(${text} AS TIMESTAMP)`
    case 'text':
      return text
    case 'json':
      return sqlText(JSON.stringify(value))
    default:
      return assertNever(storage)
  }
}
