import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maskText } from '../api/index.ts'
import type { QueryTable } from '../datasets/index.ts'
import { createSql, type SqlParts } from './create-sql.ts'
import { makeDataset } from './dataset.test-support.ts'
import { sqlForks } from './sql-fork.test-support.ts'

let folder: string
let forks: ReturnType<typeof sqlForks>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sql-'))
  forks = sqlForks()
})
afterEach(async () => {
  await forks.stop()
  await rm(folder, { recursive: true })
})

function openSql(datasets: readonly QueryTable[], more: Partial<SqlParts> = {}) {
  return createSql({
    fork: forks.fork,
    datasets: () => datasets,
    historyPath: join(folder, 'kept', 'console.json'),
    scrub: text => text.replaceAll('hunter2', '[removed]'),
    newId: randomUUID,
    now: Date.now,
    onProblem: (message, error) => {
      throw new Error(message, { cause: error })
    },
    ...more,
  })
}

const loads = [
  { _id: 'a', site: 'NORTH', netKg: 21_850, weighedAt: '2026-11-23T14:30:07Z', vehicle: { axles: 6 } },
  { _id: 'b', site: 'SOUTH', netKg: 9000, weighedAt: '2026-11-23T15:00:00Z', vehicle: { axles: 2 } },
  { _id: 'c', site: 'NORTH', netKg: 400, weighedAt: '2026-11-24T00:00:00Z', vehicle: { axles: 2 } },
]

/** An answer as its first rows of plain values; a statement that gives none fails the test. */
async function rowsOf(sql: ReturnType<typeof openSql>, text: string) {
  const answer = await sql.run(text)
  if (answer.state !== 'rows') throw new Error(JSON.stringify(answer))
  const { rows } = await sql.rows(answer.resultId, 0, 200)
  return { ...answer, cells: rows.map(({ cells }) => cells), values: rows.map(valuesOf) }
}

function valuesOf({ cells }: { readonly cells: readonly ({ readonly value: unknown } | null)[] }) {
  return cells.map(cell => cell?.value)
}

describe('typed SQL', () => {
  it('groups, orders and counts a dataset under the names of its fields', async () => {
    const sql = openSql([await makeDataset(folder, 'weighings', loads)])
    const { values, columns } = await rowsOf(
      sql,
      'SELECT site, count(*) AS n, max("vehicle.axles") AS axles FROM weighings GROUP BY site ORDER BY n DESC',
    )
    expect(columns.map(({ path }) => path)).toEqual(['site', 'n', 'axles'])
    expect(values).toEqual([
      ['NORTH', 2, 6],
      ['SOUTH', 1, 2],
    ])
  })

  it('joins datasets; those of one name are told apart by a number', async () => {
    const sites = [{ site: 'NORTH', town: 'Hollowmere' }]
    await mkdir(join(folder, 'second'))
    const sql = openSql([
      await makeDataset(folder, 'All', loads),
      await makeDataset(join(folder, 'second'), 'All', sites),
    ])
    expect(sql.tables().map(({ identifier }) => identifier)).toEqual(['"All"', 'All_2'])
    const { values } = await rowsOf(
      sql,
      'SELECT town, sum(netKg) FROM "All" JOIN all_2 USING (site) GROUP BY town',
    )
    expect(values).toEqual([['Hollowmere', 22_250]])
  })

  it('has the newest version under its name, the earlier one beside it, and no other name shifts', async () => {
    await mkdir(join(folder, 'others'))
    const other = await makeDataset(join(folder, 'others'), 'weighings', [{ town: 'Hollowmere' }])
    const first = await makeDataset(folder, 'weighings', loads.slice(1))
    const second = { ...first, datasetId: randomUUID(), createdAt: new Date(2).toISOString() }
    const third = await makeDataset(join(folder, 'others'), 'weighings_before', loads)
    const ready: QueryTable[] = [{ ...other, firstCreatedAt: new Date(1).toISOString() }, first]
    const sql = openSql(ready)
    const names = () => new Map(sql.tables().map(table => [table.datasetId, table.identifier]))
    expect(names().get(other.datasetId)).toBe('weighings_2')
    expect(names().get(first.datasetId)).toBe('weighings')
    ready.push(second)
    expect([first, second, other].map(({ datasetId }) => names().get(datasetId))).toEqual([
      'weighings_before',
      'weighings',
      'weighings_2',
    ])
    ready.push(third)
    expect([first, third].map(({ datasetId }) => names().get(datasetId))).toEqual([
      'weighings_before_2',
      'weighings_before',
    ])
  })

  it('keeps digits, dates and nesting as the table of documents shows them', async () => {
    const sql = openSql([await makeDataset(folder, 'weighings', loads)])
    const { cells } = await rowsOf(
      sql,
      `SELECT 9007199254740993, 0.1::DOUBLE, 12.50::DECIMAL(9, 2), true, NULL, max(weighedAt), [1, 2],
              {'a': 1}, DATE '2026-01-02', 'nan'::DOUBLE, repeat('é', 12000), TIMESTAMPTZ '2026-01-02 03:00:00+02'
       FROM weighings`,
    )
    expect(cells[0]).toEqual([
      { type: 'number', value: '9007199254740993' },
      { type: 'number', value: 0.1 },
      { type: 'number', value: 12.5 },
      { type: 'boolean', value: true },
      { type: 'null', value: null },
      { type: 'date', value: '2026-11-24T00:00:00.000Z' },
      { type: 'array', value: '[1,2]', size: 2 },
      { type: 'object', value: '{"a":1}', size: 1 },
      { type: 'date', value: '2026-01-02' },
      { type: 'string', value: 'nan' },
      { type: 'string', value: 'é'.repeat(200), size: 12_000 },
      { type: 'date', value: '2026-01-02T01:00:00.000Z' },
    ])
  })

  it('knows lists of documents as JSON', async () => {
    const sql = openSql([await makeDataset(folder, 'lists', [{ axles: [1, { kg: 2 }] }, { axles: [] }])])
    const { cells } = await rowsOf(sql, "SELECT axles, axles ->> '$[1].kg' FROM lists")
    expect(cells).toEqual([
      [
        { type: 'array', value: '[1,{"kg":2}]', size: 2 },
        { type: 'string', value: '2' },
      ],
      [
        { type: 'array', value: '[]', size: 0 },
        { type: 'null', value: null },
      ],
    ])
  })

  it('takes statements of every shape that reads', async () => {
    const sql = openSql([await makeDataset(folder, 'weighings', loads)])
    const shapes = [
      'FROM weighings',
      'VALUES (1), (2)',
      "WITH north AS (FROM weighings WHERE site = 'NORTH') SELECT count(*) FROM north; -- done",
      'SELECT * EXCLUDE (site) FROM weighings ORDER BY netKg DESC LIMIT 1',
      'DESCRIBE weighings',
      'SUMMARIZE weighings',
      'SHOW TABLES',
      "FROM (PIVOT weighings ON site IN ('NORTH', 'SOUTH') USING sum(netKg))",
      'SELECT row_number() OVER (ORDER BY netKg) FROM weighings QUALIFY row_number() OVER () < 3',
      'SELECT unnest([1, 2]), list_transform([1], x -> x + 1), current_date',
      'SELECT i FROM generate_series(1, 3) t(i) UNION ALL SELECT 4',
      'SELECT 1 AS a, 2 AS a',
      "SELECT '; /* -- */ ;' -- ;",
    ]
    for (const text of shapes) expect([text, (await sql.run(text)).state]).toEqual([text, 'rows'])
    expect((await sql.run('explain analyze /* how */ from weighings;')).state).toBe('plan')
  })

  it('gives masks in the place of values that look like secrets', async () => {
    const people = [{ name: 'Ada', password: 'x1', keys: { apiKey: 'x2' } }, { name: 'Bo' }]
    const sql = openSql([await makeDataset(folder, 'people', people)])
    const { values } = await rowsOf(sql, 'SELECT name, password, "keys.apiKey" FROM people')
    expect(values).toEqual([
      ['Ada', maskText, maskText],
      ['Bo', null, null],
    ])
    expect(sql.tables()[0]?.columns.map(({ isMasked }) => isMasked)).toEqual([false, true, true])
  })

  it('keeps 100,000 rows and 1,000 columns at most, and says so', async () => {
    const sql = openSql([])
    expect(await sql.run('FROM range(100000)')).toMatchObject({ rows: 100_000, cut: null })
    expect(await sql.run('FROM range(10000000)')).toMatchObject({ rows: 100_000, cut: 'rows' })
    expect(await sql.run("SELECT repeat('x', 9000) FROM range(20000)")).toMatchObject({ cut: 'size' })
    const wide = Array.from({ length: 10_000 }, (_, at) => `${at} AS c${at}`).join(', ')
    expect(await sql.run(`SELECT ${wide}`)).toMatchObject({ rows: 1, droppedColumns: 9000 })
  })

  it('says what the engine says about a mistake', async () => {
    const sql = openSql([await makeDataset(folder, 'weighings', loads)])
    const answer = await sql.run('SELECT nett\nFROM weighings')
    expect(answer).toMatchObject({ state: 'failed', message: expect.stringContaining('LINE 1: SELECT nett') })
    expect(await sql.run("SELECT 'x'::INT FROM weighings")).toMatchObject({ state: 'failed' })
  })
})

describe('a statement that takes too much', () => {
  const endless = 'WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT max(i) FROM r'
  // Looks up only after the rows of one batch, each of which takes seconds, and little memory.
  const deaf = "SELECT sum(levenshtein(repeat('ab', 30000), repeat('ba', 30000) || i)) FROM range(100) t(i)"

  it('ends when its time is over', async () => {
    const sql = openSql([], { limits: { timeMs: 200, graceMs: 1000 } })
    expect(await sql.run(endless)).toMatchObject({ state: 'stopped', why: 'time' })
  })

  it('is ended with its process when it does not listen, and the next one runs in a new process', async () => {
    const sql = openSql([await makeDataset(folder, 'weighings', loads)], {
      limits: { timeMs: 3000, graceMs: 50 },
    })
    expect(await sql.run(deaf)).toMatchObject({ state: 'stopped', why: 'time', how: 'killed' })
    expect((await rowsOf(sql, 'SELECT count(*) FROM weighings')).values).toEqual([[3]])
    expect(forks.children).toHaveLength(2)
  })

  it('is the only one: a second one is refused while it runs', async () => {
    const sql = openSql([])
    const first = sql.run(endless)
    await expect(sql.run('SELECT 1')).rejects.toMatchObject({ code: 'invalid_input' })
    sql.cancel()
    expect(await first).toMatchObject({ state: 'stopped', why: 'cancelled' })
  })

  it('that ends its process is told, and the next one works', async () => {
    const sql = openSql([])
    const run = sql.run(endless)
    forks.children[0]?.kill('SIGKILL')
    expect(await run).toMatchObject({ state: 'stopped', why: 'crashed', how: 'killed' })
    expect((await sql.run('SELECT 1')).state).toBe('rows')
  })

  it('fails within the memory that it may have', async () => {
    const sql = openSql([])
    const answer = await sql.run("SELECT list(i || repeat('x', 200)) FROM range(20000000) t(i)")
    expect(JSON.stringify(answer)).toMatch(/Out of Memory|"why":"memory"/)
    expect((await sql.run('SELECT 1')).state).toBe('rows')
  })
})

describe('the last answer', () => {
  it('goes with the dataset whose file is let go of', async () => {
    const dataset = await makeDataset(folder, 'weighings', loads)
    const sql = openSql([dataset])
    const { resultId } = await rowsOf(sql, 'FROM weighings')
    await sql.release(randomUUID())
    expect((await sql.rows(resultId, 0, 1)).rows).toHaveLength(1)
    await sql.release(dataset.datasetId)
    expect(forks.children.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL'])
    await expect(sql.rows(resultId, 0, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is the only one that is kept', async () => {
    const sql = openSql([])
    const { resultId } = await rowsOf(sql, 'SELECT 1')
    await sql.run('SELECT 2')
    await expect(sql.rows(resultId, 0, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is written as CSV that no spreadsheet takes for formulas', async () => {
    const sql = openSql([])
    const { resultId } = await rowsOf(
      sql,
      "SELECT '=1+1' AS f, -5 AS n, [1, 2] AS l, NULL AS e, 'nan'::DOUBLE AS d",
    )
    expect((await sql.csv(resultId)).text).toBe('f,n,l,e,d\r\n\'=1+1,-5,"[1,2]",,nan\r\n')
    const path = join(folder, 'answer.csv')
    expect(await sql.saveCsv(resultId, path)).toEqual({ rows: 1, cutValues: 0 })
    expect(await readFile(path, 'utf8')).toContain("'=1+1")
  })

  it('says how many values of a CSV were cut, and marks them there', async () => {
    const sql = openSql([])
    const { resultId } = await rowsOf(
      sql,
      "SELECT repeat('x', 10000) AS whole, repeat('y', 10001) AS long, repeat('z', 20000) AS longer",
    )
    const path = join(folder, 'cut.csv')
    expect(await sql.saveCsv(resultId, path)).toEqual({ rows: 1, cutValues: 2 })
    const [, line = ''] = (await readFile(path, 'utf8')).split('\r\n')
    expect(line.split(',').map(value => [value.length, value.at(-1)])).toEqual([
      [10_000, 'x'],
      [10_001, '…'],
      [10_001, '…'],
    ])
    expect(await sql.csv(resultId)).toMatchObject({ cutValues: 2 })
  })
})

describe('the history', () => {
  it('keeps statements without answers, each once, for its owner alone', async () => {
    const sql = openSql([])
    for (const text of ['SELECT 1', 'SELECT 2', 'COPY x', 'SELECT 1']) await sql.run(text)
    await sql.keepText("SELECT 'hunter2'")
    const { text, entries } = await sql.console()
    expect(text).toBe("SELECT '[removed]'")
    expect(entries.map(entry => [entry.text, entry.state, entry.rows])).toEqual([
      ['SELECT 1', 'rows', 1],
      ['COPY x', 'failed', null],
      ['SELECT 2', 'rows', 1],
    ])
    expect((await stat(join(folder, 'kept', 'console.json'))).mode & 0o777).toBe(0o600)
    await sql.clearHistory()
    expect(await openSql([]).console()).toEqual({ text: "SELECT '[removed]'", entries: [] })
  })
})
