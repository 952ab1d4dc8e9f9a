import type { Connection } from './engine.ts'
import { type Field, typeColumn, valueColumn } from './field.ts'
import { knowFields } from './field-facts.ts'
import { stageFields } from './field-levels.ts'
import { typeOfJson, valueOfJson } from './json-columns.ts'
import { systemFlagsLast } from './system-flags.ts'

/** A table with a column for the type and one for the value of each field. */
export interface ColumnsMade {
  readonly fields: readonly Field[]
  readonly droppedFields: number
}

/**
 * Makes the table of any documents, whatever they are: their fields are taken apart one level of nesting after the
 * other, into staging tables of JSON text. Slow beside `tableByShapes`, which takes documents that are much alike.
 */
export async function tableByStages(connection: Connection, source: string): Promise<ColumnsMade> {
  await connection.run(`CREATE TABLE staging.raw AS SELECT CAST(json AS VARCHAR) AS doc FROM ${source}`)
  const tree = await stageFields(connection, 'staging.raw')
  const fields = systemFlagsLast(await knowFields(connection, tree.fields))
  const columns = fields.flatMap((field, index) => [
    `${typeOfJson(field)} AS ${typeColumn(index)}`,
    `${valueOfJson(field)} AS ${valueColumn(index)}`,
  ])
  // Staging tables have the rows of the documents in the same order, so they stand side by side.
  const sources = ['staging.raw', ...tree.tables].join(' POSITIONAL JOIN ')
  await connection.run(`CREATE TABLE data AS SELECT ${['doc', ...columns].join(', ')} FROM ${sources}`)
  return { fields: fields.map(({ staged: _, ...field }) => field), droppedFields: tree.dropped }
}
