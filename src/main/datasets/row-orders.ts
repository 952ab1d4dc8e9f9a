import { orderSql, type RowSelection, whereSql } from './conditions.ts'
import { type Connection, query, sqlText } from './engine.ts'
import { type Field, findField, valueColumn } from './field.ts'

/** Selections whose rows are remembered; a number for each row. */
const maxOrders = 4
/** Rows from the start that are found without sorting the others: what is on screen after a click on a column. */
const firstRows = 1000
/**
 * Different texts up to which a column is sorted by their ranks. 1,000,000 rows of 24 names: 0.1 s by rank, 0.5 s by
 * text.
 */
const maxRanked = 1000

/** Row numbers of a part of what a selection has. */
export interface RowWindow {
  /** Rows of the selection. */
  readonly total: number
  readonly ids: readonly number[]
}

/**
 * Finds rows by their place in a filtered and sorted list. The list is made once and kept as row numbers, so that any
 * window of it costs the same, however far down. The first rows do not wait for it.
 */
export interface RowOrders {
  window(selection: RowSelection, from: number, to: number): Promise<RowWindow>
}

interface RowOrdersParts {
  readonly connection: Connection
  readonly fields: readonly Field[]
  /** Rows in all. */
  readonly documents: number
  /** Does something when nobody else asks. */
  readonly later: (work: () => Promise<unknown>) => void
}

interface RowOrder {
  readonly table: string
  readonly total: number
}

/** Its calls, and the work that it puts off, must not overlap. */
export function createRowOrders({ connection, fields, documents, later }: RowOrdersParts): RowOrders {
  const orders = new Map<string, RowOrder>()
  const ranks = new Map<string, (value: string) => string>()
  let lastTable = 0
  let newest = ''

  const count = async (from: string): Promise<number> => {
    const [{ total = 0 } = {}] = await query(connection, `SELECT count(*) AS total FROM ${from}`)
    return Number(total)
  }

  /** How a column of few different texts is sorted: by the ranks of an ENUM, which is in the order of its values. */
  const rankedBy = async (sort: RowSelection['sort']): Promise<(value: string) => string> => {
    if (sort === undefined) return plain
    const { field, index } = findField(fields, sort.keys)
    const value = valueColumn(index)
    const known = field.storage === 'text' ? ranks.get(value) : plain
    if (known !== undefined) return known
    const [{ texts = 0 } = {}] = await query(
      connection,
      `SELECT approx_count_distinct(${value}) AS texts FROM data`,
    )
    const found =
      Number(texts) > maxRanked
        ? []
        : await query(
            connection,
            `SELECT DISTINCT ${value} AS text FROM data WHERE ${value} IS NOT NULL ORDER BY text`,
          )
    const values = found.map(({ text }) => String(text))
    const ranked =
      values.length === 0 || values.some(text => text.includes('\0'))
        ? plain
        : (column: string) => `CAST(${column} AS ENUM(${values.map(sqlText).join(', ')}))`
    ranks.set(value, ranked)
    return ranked
  }

  const orderOf = async (selection: RowSelection, name: string): Promise<RowOrder> => {
    const known = orders.get(name)
    if (known !== undefined) {
      orders.delete(name)
      orders.set(name, known)
      return known
    }
    const { filters, sort } = selection
    const sql = `${whereSql(fields, filters)}${orderSql(fields, sort, await rankedBy(sort))}`
    const table = `order${++lastTable}`
    await connection.run(`CREATE TEMP TABLE ${table} AS SELECT rowid AS id FROM data${sql}`)
    const order = { table, total: await count(table) }
    orders.set(name, order)
    const [oldest] = orders
    if (orders.size > maxOrders && oldest !== undefined) {
      orders.delete(oldest[0])
      await connection.run(`DROP TABLE ${oldest[1].table}`)
    }
    return order
  }

  return {
    async window(selection, from, to) {
      const { filters = [], sort } = selection
      if (filters.length === 0 && sort === undefined) {
        const length = Math.max(0, Math.min(to, documents) - from)
        return { total: documents, ids: Array.from({ length }, (_, index) => from + index) }
      }
      const where = whereSql(fields, filters)
      const order = orderSql(fields, sort)
      const name = where + order
      newest = name
      if (sort !== undefined && to <= firstRows && !orders.has(name)) {
        // Who clicks through columns wants the order of the last one.
        later(async () => (newest === name ? orderOf(selection, name) : null))
        const rows = await query(
          connection,
          `SELECT rowid AS id FROM data${where}${order} LIMIT ${Math.max(0, to - from)} OFFSET ${from}`,
        )
        const total = filters.length === 0 ? documents : await count(`data${where}`)
        return { total, ids: rows.map(({ id }) => Number(id)) }
      }
      const { table, total } = await orderOf(selection, name)
      const rows = await query(
        connection,
        `SELECT id FROM ${table} WHERE rowid >= ${from} AND rowid < ${to} ORDER BY rowid`,
      )
      return { total, ids: rows.map(({ id }) => Number(id)) }
    },
  }
}

function plain(value: string): string {
  return value
}
