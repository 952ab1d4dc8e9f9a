import { type Connection, query, sqlName } from './engine.ts'

/** A type of the engine that the values of a column have, all of them. */
const types = [
  // Leading zeros are part of a text, such as a postal code.
  [
    'BIGINT',
    value => `regexp_full_match(${value}, '0|-?[1-9][0-9]*') AND TRY_CAST(${value} AS BIGINT) IS NOT NULL`,
  ],
  ['DOUBLE', value => `regexp_full_match(${value}, '${decimal}') AND ${isExact(value)}`],
  ['BOOLEAN', value => `lower(${value}) IN ('true', 'false')`],
] as const satisfies readonly (readonly [string, (value: string) => string])[]

/** With an exponent only where it looks like none by chance: `12e5` may be a name. */
const decimal = '-?(0|[1-9][0-9]*)(\\.[0-9]+)?|-?[1-9][0-9]*(\\.[0-9]+[eE][+-]?|[eE][+-])[0-9]+'

/** A double holds 15 digits whatever they are, and more where it reads back as the same text. */
function isExact(value: string): string {
  const digits = `ltrim(regexp_replace(regexp_replace(${value}, '[eE].*', ''), '[^0-9]', '', 'g'), '0')`
  const double = `TRY_CAST(${value} AS DOUBLE)`
  return `isfinite(${double}) AND (length(${digits}) <= 15 OR CAST(${double} AS VARCHAR) = ${value})`
}

/**
 * What to select of a table of texts: numbers and truth values where that is what every value of a column is, with all
 * its digits; everything else as the text that it is. Dates are texts in JSON.
 */
export async function typedColumns(connection: Connection, table: string): Promise<string> {
  const described = await query(connection, `DESCRIBE FROM ${table}`)
  const names = described.map(row => sqlName(String(row['column_name'])))
  const checks = names.flatMap((name, at) =>
    types.map(([type, holds]) => `bool_and(${holds(name)}) AS "${type} ${at}"`),
  )
  const [found = {}] = await query(connection, `SELECT ${checks.join(', ')} FROM ${table}`)
  return names
    .map((name, at) => {
      const [type] = types.find(([candidate]) => found[`${candidate} ${at}`] === true) ?? []
      return type === undefined ? name : `CAST(${name} AS ${type}) AS ${name}`
    })
    .join(', ')
}
