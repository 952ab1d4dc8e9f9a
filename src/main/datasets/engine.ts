import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export type Connection = DuckDBConnection

/** An open database and one connection to it. */
export interface Engine {
  readonly connection: Connection
  /** Another connection to the same database. */
  connect(): Promise<Connection>
  disconnect(connection: Connection): void
  close(): void
}

/** Nothing is fetched, neither by name nor by use of a function that an extension would bring. */
const closedToExtensions = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  threads: '2',
}

/** Opens a database for reading. Nothing outside it can be reached, and no setting changed. */
export async function openReader(file: string): Promise<Engine> {
  return engineOn(
    await create(file, {
      ...closedToExtensions,
      access_mode: 'READ_ONLY',
      enable_external_access: 'false',
      memory_limit: '512MB',
      lock_configuration: 'true',
    }),
  )
}

/** Opens a database for reading that can write one file beside it. */
export async function openExporter(file: string, target: string): Promise<Engine> {
  const instance = await create(file, {
    ...closedToExtensions,
    access_mode: 'READ_ONLY',
    memory_limit: '512MB',
  })
  return confine(await engineOn(instance), `SET allowed_paths = [${sqlText(target)}]`)
}

/** Opens two versions of a database for reading, the older one as `previous`. Nothing else can be reached. */
export async function openPair(file: string, previous: string): Promise<Engine> {
  const instance = await create(file, {
    ...closedToExtensions,
    access_mode: 'READ_ONLY',
    memory_limit: '1GB',
  })
  return confine(await engineOn(instance), `ATTACH ${sqlText(previous)} AS previous (READ_ONLY)`)
}

/** Makes or opens a database for writing; of other files, only those of one folder can be reached. */
export async function openWriter(file: string, folder: string): Promise<Engine> {
  // Files of an older form know no ZSTD.
  const newest = { storage_compatibility_version: 'latest' }
  const instance = await create(file, { ...closedToExtensions, ...newest, memory_limit: '1GB' })
  return confine(await engineOn(instance), `SET allowed_directories = [${sqlText(`${folder}/`)}]`)
}

/** The library is 70 MB and is loaded with the first dataset: the app starts without it. */
async function create(file: string, settings: Record<string, string>): Promise<DuckDBInstance> {
  const library = await import('@duckdb/node-api')
  return library.DuckDBInstance.create(file, settings)
}

async function engineOn(instance: DuckDBInstance): Promise<Engine> {
  const connection = await instance.connect()
  const connections = new Set([connection])
  return {
    connection,
    async connect() {
      const another = await instance.connect()
      connections.add(another)
      return another
    },
    disconnect(another) {
      if (connections.delete(another)) another.closeSync()
    },
    close() {
      for (const each of connections) each.closeSync()
      instance.closeSync()
    },
  }
}

async function confine(engine: Engine, allow: string): Promise<Engine> {
  try {
    for (const setting of [allow, 'SET enable_external_access = false', 'SET lock_configuration = true']) {
      await engine.connection.run(setting)
    }
    return engine
  } catch (error) {
    engine.close()
    throw error
  }
}

/** A text as SQL. */
export function sqlText(text: string): string {
  return `'${text.toWellFormed().replaceAll('\0', '').replaceAll("'", "''")}'`
}

/** A name as SQL. */
export function sqlName(name: string): string {
  return `"${name.toWellFormed().replaceAll('\0', '').replaceAll('"', '""')}"`
}

/** Runs a query and gives its rows, integers as numbers where a double holds them. */
export async function query(
  connection: Connection,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS()
  return rows.map(row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'bigint' && value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER
          ? Number(value)
          : value,
      ]),
    ),
  )
}
