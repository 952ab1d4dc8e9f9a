import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, openWriter, query, sqlText } from './engine.ts'
import { tableByShapes } from './table-by-shapes.ts'
import { type ColumnsMade, tableByStages } from './table-by-stages.ts'

let folder: string
let engine: Engine

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shapes-'))
  engine = await openWriter(join(folder, 'data.duckdb'), folder)
  await engine.connection.run(`ATTACH ${sqlText(join(folder, 'staging.duckdb'))} AS staging`)
})
afterEach(async () => {
  engine.close()
  await rm(folder, { recursive: true, force: true })
})

async function sourceOf(documents: readonly string[]): Promise<string> {
  const file = join(folder, 'page.ndjson')
  await writeFile(file, documents.join('\n'))
  return `read_ndjson_objects([${sqlText(file)}])`
}

/** What a table tells of its fields and of their values, by their keys. */
async function contentOf(made: ColumnsMade | null): Promise<unknown> {
  const fields = made?.fields ?? []
  const content = new Map<string, unknown>()
  for (const [index, { keys, types, ...facts }] of fields.entries()) {
    const values = await query(engine.connection, `SELECT t${index} AS type, v${index} AS value FROM data`)
    const present = Object.entries(types).filter(([, count]) => count > 0)
    content.set(JSON.stringify(keys), { ...facts, types: Object.fromEntries(present), values })
  }
  return content
}

const alike: Readonly<Record<string, readonly string[]>> = {
  'values of one kind': [
    '{"text":"a","n":1,"x":1.5,"yes":true,"at":"2026-01-31","id":"6ac63105fde018d6f200003f"}',
    '{"text":"2026-01-31","n":-2,"x":2,"yes":false,"at":"2026-02-01T10:00:00Z","id":"x"}',
  ],
  'null, missing and empty': [
    '{"a":null,"b":1,"o":{},"l":[],"day":"2026-01-31"}',
    '{"b":null,"o":{"x":{"y":null}},"l":[1,"2",{"password":"x"}]}',
    '{"c":"late","l":null,"day":null}',
  ],
  'mixed values': [
    '{"m":5,"v":{"plate":"HH"}}',
    '{"m":"5","v":"none"}',
    '{"m":{"a":1},"v":{"plate":7}}',
    '{"m":[1]}',
  ],
  'long numbers': [
    '{"huge":9223372036854775808,"more":99999999999999999999999,"both":0.5,"far":1e300}',
    '{"huge":1,"more":2,"both":9007199254740993,"far":0.1}',
  ],
  'texts that are dates at first': [
    ...Array.from(
      { length: 2500 },
      (_, day) => `{"at":"2026-01-01T00:00:${String(day % 60).padStart(2, '0')}Z"}`,
    ),
    '{"at":"yesterday"}',
  ],
  'names that come late': [
    ...Array.from({ length: 2500 }, (_, n) => `{"n":${n},"o":${n % 2 === 0 ? '{}' : 'null'}}`),
    '{"n":1,"o":{"late":{"apiKey":"k"}}}',
    '{"n":2,"o":{"late":{"apiKey":"k","later":[]}},"last":"x"}',
  ],
  'names of every sort': [
    '{"":1,"a.b":2,"A":3,"a":4,"q\\"\\\\":5,"__proto__":{"x":6},"a/b~c":7,"it\'s":8}',
    '{"":2,"apiKey":"k","deep":{"a":{"b":{"c":{"d":1},"token":"t"}}}}',
  ],
}

describe('the table of documents that are alike', () => {
  it.each(Object.keys(alike))('holds %s as it would taken apart level by level', async name => {
    const source = await sourceOf(alike[name] ?? [])
    const byShapes = await contentOf(await tableByShapes(engine.connection, source))
    await engine.connection.run('DROP TABLE data')
    expect(byShapes).toEqual(await contentOf(await tableByStages(engine.connection, source)))
  })

  it('is left to the other way where documents are no objects, name a field twice, or are all different', async () => {
    expect(await tableByShapes(engine.connection, await sourceOf(['{"a":1}', '5']))).toBeNull()
    expect(await tableByShapes(engine.connection, await sourceOf(['{"a":1,"a":2}']))).toBeNull()
    const different = Array.from({ length: 2100 }, (_, n) => `{"k${n}":1}`)
    expect(await tableByShapes(engine.connection, await sourceOf(different))).toBeNull()
  })
})
