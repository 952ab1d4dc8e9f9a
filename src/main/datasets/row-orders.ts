import { orderSql, type RowSelection, whereSql } from './conditions.ts'
import { type Connection, query } from './engine.ts'
import type { Field } from './field.ts'

/** Selections whose rows are remembered; a number for each row. */
const maxOrders = 4

/** Row numbers of a part of what a selection has. */
export interface RowWindow {
  /** Rows of the selection. */
  readonly total: number
  readonly ids: readonly number[]
}

/**
 * Finds rows by their place in a filtered and sorted list. The list is made once and kept as row numbers, so that any
 * window of it costs the same, however far down.
 */
export interface RowOrders {
  window(selection: RowSelection, from: number, to: number): Promise<RowWindow>
}

interface RowOrder {
  readonly table: string
  readonly total: number
}

/** `documents`: rows in all. Its calls must not overlap. */
export function createRowOrders(
  connection: Connection,
  fields: readonly Field[],
  documents: number,
): RowOrders {
  const orders = new Map<string, RowOrder>()
  let lastTable = 0

  const orderOf = async (selection: RowSelection): Promise<RowOrder> => {
    const sql = `${whereSql(fields, selection.filters)}${orderSql(fields, selection.sort)}`
    const known = orders.get(sql)
    if (known !== undefined) {
      orders.delete(sql)
      orders.set(sql, known)
      return known
    }
    const table = `order${++lastTable}`
    await connection.run(`CREATE TEMP TABLE ${table} AS SELECT rowid AS id FROM data${sql}`)
    const [{ total = 0 } = {}] = await query(connection, `SELECT count(*) AS total FROM ${table}`)
    const order = { table, total: Number(total) }
    orders.set(sql, order)
    const [oldest] = orders
    if (orders.size > maxOrders && oldest !== undefined) {
      orders.delete(oldest[0])
      await connection.run(`DROP TABLE ${oldest[1].table}`)
    }
    return order
  }

  return {
    async window(selection, from, to) {
      const isWhole = (selection.filters ?? []).length === 0 && selection.sort === undefined
      if (isWhole) {
        const length = Math.max(0, Math.min(to, documents) - from)
        return { total: documents, ids: Array.from({ length }, (_, index) => from + index) }
      }
      const { table, total } = await orderOf(selection)
      const rows = await query(
        connection,
        `SELECT id FROM ${table} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`,
      )
      return { total, ids: rows.map(({ id }) => Number(id)) }
    },
  }
}
