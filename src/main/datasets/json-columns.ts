import { typeCode } from './field.ts'
import type { KnownField } from './field-facts.ts'
import { isTakenApart, maxLevels } from './field-levels.ts'

/** The type code of a field as SQL, from the column of its JSON text. */
export function typeOfJson({ staged: { column: p, keys } }: Pick<KnownField, 'staged'>): string {
  const parts = keys.length < maxLevels ? `WHEN ${isTakenApart(p)} THEN NULL ` : ''
  return `CAST(CASE WHEN ${p} IS NULL THEN NULL ${parts}WHEN ${p} = 'null' THEN ${typeCode.null} WHEN ${p} IN ('true', 'false') THEN ${typeCode.boolean} WHEN starts_with(${p}, '"') THEN ${typeCode.string} WHEN starts_with(${p}, '{') THEN ${typeCode.object} WHEN starts_with(${p}, '[') THEN ${typeCode.array} ELSE ${typeCode.number} END AS UTINYINT)`
}

/** The value of a field as SQL, from the column of its JSON text. */
export function valueOfJson({ storage, staged: { column: p, keys } }: KnownField): string {
  const whole = keys.length < maxLevels ? `CASE WHEN NOT ${isTakenApart(p)} THEN ${p} END` : p
  switch (storage) {
    case 'integer':
      return `TRY_CAST(${p} AS BIGINT)`
    case 'hugeint':
      return `TRY_CAST(${p} AS HUGEINT)`
    case 'double':
      return `TRY_CAST(${p} AS DOUBLE)`
    case 'boolean':
      return `TRY_CAST(${p} AS BOOLEAN)`
    case 'timestamp':
      return `TRY_CAST(json_extract_string(${whole}, '$') AS TIMESTAMP)`
    case 'text':
      return `json_extract_string(${whole}, '$')`
    case 'json':
      return `nullif(${whole}, 'null')`
  }
}
