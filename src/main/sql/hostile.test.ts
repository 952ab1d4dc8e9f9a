import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDataset } from './dataset.test-support.ts'
import { createSql, type Sql } from './index.ts'
import { sqlForks } from './sql-fork.test-support.ts'

const secret = 'hunter2-clear'
let folder: string
let sql: Sql
const forks = sqlForks()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sql-'))
  const dataset = await makeDataset(folder, 'weighings', [
    ...Array.from({ length: 5000 }, (_, i) => ({
      _id: `w${i}`,
      site: i % 2 === 0 ? 'NORTH' : 'SOUTH',
      netKg: i,
      password: `${secret}-${i}`,
      config: { apiToken: secret, list: [{ secretKey: secret }] },
    })),
  ])
  sql = createSql({
    fork: forks.fork,
    datasets: () => [dataset],
    historyPath: join(folder, 'history.json'),
    scrub: text => text,
    newId: randomUUID,
    now: Date.now,
    limits: { timeMs: 5000, graceMs: 1000 },
    onProblem: (message, error) => {
      throw new Error(message, { cause: error })
    },
  })
})
afterAll(async () => {
  await sql.stop()
  await forks.stop()
  await rm(folder, { recursive: true })
})

async function everythingOf(text: string): Promise<string> {
  const answer = await sql.run(text)
  if (answer.state !== 'rows') return JSON.stringify(answer)
  const { rows } = await sql.rows(answer.resultId, 0, 200)
  const csv = await sql.csv(answer.resultId)
  return JSON.stringify([answer, rows, csv])
}

describe('statements that would do more than read datasets', () => {
  const out = (): string => join(folder, 'out')
  it.each([
    ["SELECT * FROM read_text('/etc/passwd')"],
    ["SELECT * FROM read_csv('/etc/passwd')"],
    ["SELECT * FROM read_blob('/etc/passwd')"],
    ["SELECT * FROM read_parquet('/etc/passwd')"],
    ["SELECT * FROM read_duckdb('/etc/passwd')"],
    ["SELECT * FROM '/etc/passwd'"],
    ['SELECT * FROM "/etc/passwd"'],
    ["SELECT * FROM 'http://127.0.0.1:9/x.csv'"],
    ["SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')"],
    ["SELECT * FROM glob('/*')"],
    ["SELECT * FROM sniff_csv('/etc/passwd')"],
    ["COPY (SELECT 1) TO 'OUT'"],
    ["COPY weighings FROM '/etc/passwd'"],
    ["EXPORT DATABASE 'OUT'"],
    ["IMPORT DATABASE 'OUT'"],
    ['INSERT INTO weighings VALUES (1)'],
    ["UPDATE weighings SET site = 'x'"],
    ['DELETE FROM weighings'],
    ['CREATE TABLE x (i INT)'],
    ['CREATE MACRO steal() AS TABLE SELECT * FROM source_0.main.data'],
    ['DROP VIEW weighings'],
    ["ATTACH 'OUT'"],
    ['DETACH source_0'],
    ['USE source_0'],
    ['INSTALL httpfs'],
    ['LOAD httpfs'],
    ['SET threads = 4'],
    ['RESET memory_limit'],
    ['SET VARIABLE x = 1'],
    ['PRAGMA database_list'],
    ['PRAGMA enable_profiling'],
    ['CALL pragma_version()'],
    ["CALL enable_logging(storage = 'file', storage_path = 'OUT')"],
    ["FROM enable_logging(storage = 'file', storage_path = 'OUT')"],
    ["SELECT * FROM enable_logging(storage = 'stdout')"],
    ['FROM "Enable_Logging"()'],
    ['FROM main.enable_logging()'],
    ['FROM system.main.enable_logging()'],
    ['WITH a AS (FROM enable_profiling()) FROM a'],
    ['SELECT (SELECT count(*) FROM enable_profiling())'],
    ['SELECT * FROM weighings WHERE EXISTS (FROM enable_logging())'],
    ['FROM (FROM (FROM duckdb_secrets()))'],
    ['FROM duckdb_settings()'],
    ['FROM duckdb_databases()'],
    ['FROM duckdb_databases'],
    ['FROM pragma_database_list'],
    ['FROM sqlite_master'],
    ['FROM information_schema.tables'],
    ['FROM pg_catalog.pg_class'],
    ['WITH duckdb_databases AS (SELECT 1) FROM duckdb_databases'],
    ['FROM checkpoint()'],
    ["FROM query('SELECT 1')"],
    ["FROM query_table('source_0.main.data')"],
    ["FROM query_table(['weighings'])"],
    ["FROM duckdb_table_sample('weighings')"],
    ["FROM json_execute_serialized_sql('{}')"],
    ['FROM summary((FROM weighings))'],
    ["FROM seq_scan('weighings')"],
    ["SELECT json_serialize_plan('SELECT * FROM source_0.main.data')"],
    ["SELECT json_serialize_sql('SELECT 1')"],
    ["SELECT write_log('x')"],
    ["SELECT current_setting('memory_limit')"],
    ["SELECT getvariable('x')"],
    ["SELECT getenv('HOME')"],
    ["SELECT nextval('x')"],
    ['SELECT pg_get_viewdef(1)'],
    ["SELECT ('x').read_text()"],
    ["SELECT list_transform(['/etc/passwd'], x -> read_text(x))"],
    ['SHOW DATABASES'],
    ['SHOW ALL TABLES'],
    ['DESCRIBE source_0.main.data'],
    ['SUMMARIZE source_0.main.data'],
    ['FROM source_0.main.data'],
    ['FROM source_0.data'],
    ['FROM "source_0"."data"'],
    ['FROM memory.main.weighings'],
    ['SELECT 1; SELECT 2'],
    ["SELECT 1; COPY (SELECT 1) TO 'OUT'"],
    ['/* ; */ SELECT 1 -- ;\n; FROM enable_logging()'],
    ['SELECT 1 /* */; /* */ INSTALL httpfs /* */'],
    ["EXPLAIN COPY (SELECT 1) TO 'OUT'"],
    ["EXPLAIN ANALYZE COPY (SELECT 1) TO 'OUT'"],
    ['EXPLAIN EXPLAIN SELECT 1'],
    ['EXPLAIN ANALYZE FROM enable_logging()'],
    ["EXPLAIN SELECT * FROM read_text('/etc/passwd')"],
    ['EXPLAIN FROM source_0.main.data'],
    ['EXECUTE x'],
    ['PREPARE x AS SELECT 1'],
    ['BEGIN'],
    ['VACUUM'],
    ['CHECKPOINT'],
    ['SELECT $1'],
    ['SELECT ?'],
    [''],
    ['-- only a comment'],
    [';'],
  ])('are refused: %s', async statement => {
    const answer = await sql.run(statement.replaceAll('OUT', out()))
    expect(answer).toMatchObject({ state: 'refused' })
    await expect(stat(out())).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it.each([
    ['SELECT 1) AS x, (SELECT 2'],
    ['SELECT 1 /* never ends'],
    ["SELECT 'never ends"],
    ["SELECT 1 FROM range(1)) AS answer(c0) UNION ALL SELECT * FROM read_text('/etc/passwd') --"],
    ['SELECT'],
    ["SELECT 'x'.read_text()"],
    ['SELECT nothing FROM weighings'],
  ])('or fail as the engine says: %s', async statement => {
    expect(await sql.run(statement)).toMatchObject({ state: 'failed' })
  })

  it('leave the datasets as they were, and no file behind', async () => {
    expect(await sql.run('SELECT count(*) FROM weighings')).toMatchObject({ state: 'rows', rows: 1 })
    expect((await readdir(folder)).filter(name => name.startsWith('out'))).toEqual([])
  })
})

describe('values that look like secrets', () => {
  it.each([
    ['FROM weighings'],
    ['SELECT weighings FROM weighings LIMIT 3'],
    ['SELECT COLUMNS(*) FROM weighings LIMIT 3'],
    ['SELECT password FROM weighings'],
    ['SELECT "config.apiToken", "config.list" FROM weighings'],
    ["SELECT * FROM weighings w WHERE w.password LIKE 'hunter%'"],
    ['SUMMARIZE weighings'],
    ['SELECT min(password), max(password), string_agg(password) FROM weighings'],
    ["EXPLAIN ANALYZE SELECT * FROM weighings WHERE password > 'a'"],
    ['EXPLAIN SELECT * FROM weighings'],
    ['SELECT to_json(w) FROM weighings w LIMIT 5'],
    ['SELECT password::INT FROM weighings'],
    ['SELECT doc FROM weighings'],
    ['SELECT v3 FROM weighings'],
    ['SELECT source_0.main.data.v3 FROM weighings'],
    ['SELECT error(password) FROM weighings'],
  ])('never come out in clear: %s', async statement => {
    expect(await everythingOf(statement)).not.toContain('hunter2')
  })
})

describe('statements that do not end by themselves', () => {
  it.each([
    ['WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT max(i) FROM r'],
    ['SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 3'],
    ["SELECT repeat('x', 1000000000)"],
    ["SELECT length(repeat('x', 1000000000) || repeat('y', 1000000000) || i) FROM range(50) t(i)"],
  ])(
    'end within the limits: %s',
    async statement => {
      const run = sql.run(statement)
      const timer = setTimeout(() => sql.cancel(), 300)
      const answer = await run
      clearTimeout(timer)
      expect(['stopped', 'failed', 'rows']).toContain(answer.state)
      expect(answer).toSatisfy(({ ms }: { ms: number }) => ms < 5000)
      expect(await sql.run('SELECT 1')).toMatchObject({ state: 'rows', rows: 1 })
    },
    20_000,
  )
})
