import type { DatasetFilter, DatasetPoints } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { whereSql } from './conditions.ts'
import { measureSql } from './describe-fields.ts'
import { type Connection, query } from './engine.ts'
import { type Field, findField } from './field.ts'

/** As many as a picture shows apart. */
const maxPoints = 3000

interface PointsInput {
  readonly x: readonly string[]
  readonly y: readonly string[]
  readonly filters?: readonly DatasetFilter[] | undefined
}

/**
 * Two numbers or dates of each document. Where there are more than a picture takes, each document has the same chance
 * to be in it, and each time the same ones are. Throws `invalid_input` for fields that are unknown or look like secrets.
 */
export async function pointsOf(
  connection: Connection,
  fields: readonly Field[],
  { x, y, filters }: PointsInput,
): Promise<DatasetPoints> {
  const both = `SELECT rowid AS id, ${shownMeasure(fields, x)} AS x, ${shownMeasure(fields, y)} AS y FROM data${whereSql(fields, filters)}`
  const rows = await query(
    connection,
    `SELECT x, y, count(*) OVER () AS total FROM (${both}) WHERE isfinite(x) AND isfinite(y)
     ORDER BY hash(id) LIMIT ${maxPoints}`,
  )
  return {
    points: rows.map(row => [Number(row['x']), Number(row['y'])] as const),
    total: Number(rows[0]?.['total'] ?? 0),
  }
}

function shownMeasure(fields: readonly Field[], keys: readonly string[]): string {
  const { field, index } = findField(fields, keys)
  if (!field.isSecret) return measureSql(field, index)
  throw new ExplorerError('invalid_input', 'This field looks like a secret, so its values are not shown.', {
    hint: 'Choose another field.',
  })
}
