import type { DuckDBConnection } from '@duckdb/node-api'
import { allowedFunctions } from './allowed-functions.ts'
import type { Allowed } from './check-statement.ts'
import type { SourceTable } from './sql-messages.ts'

/** A database in memory through which the datasets are read. */
export interface ConsoleDatabase {
  readonly allowed: Allowed
  /** A connection for one statement. */
  connect(): Promise<DuckDBConnection>
  close(): void
}

/**
 * Attaches the datasets for reading, puts a view before each, and locks the rest away: no file, no network, no
 * extension, no setting can be reached from then on, and nothing is written to disk when memory runs short. The views
 * hold what may be seen; secret-like values never come through them, not even for the engine's statistics.
 */
export async function openConsole(tables: readonly SourceTable[]): Promise<ConsoleDatabase> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: '1GB',
    threads: '2',
  })
  try {
    const connection = await instance.connect()
    for (const [index, table] of tables.entries()) {
      await connection.run(`ATTACH ${sqlText(table.database)} AS source_${index} (READ_ONLY)`)
      await connection.run(viewSql(table, index))
    }
    for (const setting of [
      "temp_directory = ''",
      'enable_external_access = false',
      'lock_configuration = true',
    ]) {
      await connection.run(`SET ${setting}`)
    }
    const allowed = await allowedIn(connection, tables)
    connection.closeSync()
    return { allowed, connect: () => instance.connect(), close: () => instance.closeSync() }
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

function viewSql({ name, table, columns }: SourceTable, index: number): string {
  const shown = columns.map(({ name: shownAs, values, types, isJson, mask }) => {
    const clear = isJson ? `CAST(${values} AS JSON)` : values
    const value = mask === null ? clear : `CASE WHEN ${types} IS NOT NULL THEN ${sqlText(mask)} END`
    return `${value} AS ${quoted(shownAs)}`
  })
  return `CREATE VIEW ${quoted(name)} AS SELECT ${shown.join(', ')} FROM source_${index}.main.${quoted(table)}`
}

async function allowedIn(connection: DuckDBConnection, tables: readonly SourceTable[]): Promise<Allowed> {
  const namesOf = async (sql: string): Promise<readonly string[]> => {
    const rows = (await connection.runAndReadAll(sql)).getRowsJS()
    return rows.map(([name]) => String(name).toLowerCase())
  }
  const functions = await namesOf(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro')",
  )
  return {
    tables: new Set(tables.map(({ name }) => name.toLowerCase())),
    functions: allowedFunctions(functions),
    systemViews: new Set(await namesOf('SELECT view_name FROM duckdb_views() WHERE internal')),
  }
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
