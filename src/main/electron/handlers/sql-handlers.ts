import { clipboard } from 'electron'
import type { Sql } from '../../sql/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

type SqlCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `sql.${string}`>>

/** Calls of the SQL console. */
export function sqlHandlers(sql: Sql): SqlCalls {
  return {
    'sql.tables': async () => sql.tables(),
    'sql.run': ({ text }) => sql.run(text),
    'sql.cancel': async () => {
      sql.cancel()
      return null
    },
    'sql.rows': ({ resultId, from, to }) => sql.rows(resultId, from, to),
    'sql.copyCsv': async ({ resultId }) => {
      const { text, ...written } = await sql.csv(resultId)
      await clipboard.writeText(text)
      return written
    },
    'sql.saveCsv': async ({ resultId }) => {
      const path = await askWhereToSave('answer', 'csv')
      return path === null ? null : { path, ...(await sql.saveCsv(resultId, path)) }
    },
    'sql.console': () => sql.console(),
    'sql.keepText': async ({ text }) => {
      await sql.keepText(text)
      return null
    },
    'sql.clearHistory': async () => {
      await sql.clearHistory()
      return null
    },
  }
}
