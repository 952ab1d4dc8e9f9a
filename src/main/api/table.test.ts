import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf } from './cells.ts'
import { detailOfText, documentDetail } from './detail.ts'
import { parseJson } from './json-reader.ts'
import { tableOf } from './table.ts'

const pathsOf = (documents: readonly unknown[]): readonly string[] =>
  tableOf(documents).columns.map(column => column.path)

describe('a table of documents', () => {
  it('puts business fields first, in document order, and system flags last', () => {
    const document = {
      _id: '1',
      _hash: 'h',
      ticket: 'T-1',
      _updatedAt: 'u',
      gross: 5,
      _createdAt: 'c',
      _changedBy: 'b',
    }
    expect(pathsOf([document])).toEqual([
      'ticket',
      'gross',
      '_id',
      '_createdAt',
      '_updatedAt',
      '_changedBy',
      '_hash',
    ])
  })

  it('takes objects apart into dotted columns side by side, four levels deep at most', () => {
    const documents = [
      { truck: { plate: 'A' }, net: 1 },
      { truck: { axles: 3, owner: { name: 'B', site: { code: { deep: true } } } }, list: [1, 2], none: {} },
    ]
    expect(pathsOf(documents)).toEqual([
      'truck.plate',
      'truck.axles',
      'truck.owner.name',
      'truck.owner.site.code',
      'net',
      'list',
      'none',
    ])
  })

  it('tells a dot in a key from nesting', () => {
    const table = tableOf([{ 'a.b': 1, a: { b: 2 } }])
    expect(table.columns.map(column => column.keys)).toEqual([['a.b'], ['a', 'b']])
    expect(table.rows[0]?.cells.map(cell => cell?.value)).toEqual([1, 2])
  })

  it('tells missing from null', () => {
    expect(tableOf([{ a: null }, { b: 1 }]).rows.map(row => row.cells)).toEqual([
      [{ type: 'null', value: null }, null],
      [null, { type: 'number', value: 1 }],
    ])
  })

  it('counts types and finds the largest number of a column', () => {
    const [column] = tableOf([{ v: -7 }, { v: '5' }, { v: 3 }, { v: null }]).columns
    expect(column).toMatchObject({ types: { number: 2, string: 1, null: 1 }, maxAbs: 7 })
  })

  it('counts columns beyond 300 and keeps the system flags', () => {
    const wide = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`c${index}`, index]))
    const table = tableOf([{ ...wide, _id: 'x' }])
    expect(table.columns).toHaveLength(300)
    expect(table.columns.at(-1)?.path).toBe('_id')
    expect(table.droppedColumns).toBe(101)
  })

  it('shows a list of scalars in one column', () => {
    const table = tableOf(['a', 1, [2]])
    expect(table.columns.map(column => column.path)).toEqual(['value'])
    expect(table.rows.map(row => row.cells[0]?.type)).toEqual(['string', 'number', 'array'])
  })

  it('reads identifier and hash of a document', () => {
    expect(tableOf([{ _id: 'a', _hash: 'h' }, { _id: 7 }, { _id: {} }, 5])).toMatchObject({
      rows: [
        { id: 'a', hash: 'h' },
        { id: '7', hash: null },
        { id: null, hash: null },
        { id: null, hash: null },
      ],
    })
  })

  it('takes any JSON without throwing, each cell small', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 8 })), documents => {
        const table = tableOf(documents)
        expect(table.rows).toHaveLength(documents.length)
        for (const row of table.rows) {
          expect(row.cells).toHaveLength(table.columns.length)
          for (const cell of row.cells) expect(String(cell?.value).length).toBeLessThanOrEqual(200)
        }
        for (const document of documents) documentDetail(document)
      }),
    )
  })

  it('survives documents 10,000 levels deep', () => {
    const document = parseJson(
      `{"a":${'{"x":'.repeat(10_000)}1${'}'.repeat(10_000)},"n":12345678901234567890}`,
    )
    expect(tableOf([document]).columns.map(column => column.path)).toEqual(['a.x.x.x', 'n'])
    let depth = 0
    for (let fields = documentDetail(document).fields; fields[0] !== undefined; depth++) {
      fields = fields[0].children ?? []
    }
    expect(depth).toBeLessThan(40)
  })
})

describe('a cell', () => {
  it.each([
    ['text', { type: 'string', value: 'text' }],
    ['2026-11-20', { type: 'date', value: '2026-11-20' }],
    ['2026-11-20T17:00:00.000Z', { type: 'date', value: '2026-11-20T17:00:00.000Z' }],
    ['2026-02-29', { type: 'string', value: '2026-02-29' }],
    ['20.11.2026', { type: 'string', value: '20.11.2026' }],
    ['650c1f77bcf86cd799439011', { type: 'id', value: '650c1f77bcf86cd799439011' }],
    [true, { type: 'boolean', value: true }],
    [[1, { a: 'b' }], { type: 'array', value: '[1,{"a":"b"}]', size: 2 }],
    [{}, { type: 'object', value: '{}', size: 0 }],
    [null, { type: 'null', value: null }],
  ])('of %j knows its type', (value, cell) => {
    expect(cellOf(value)).toEqual(cell)
  })

  it('cuts long text at 200 characters, not inside a character, and gives the full size', () => {
    const cell = cellOf(`${'x'.repeat(199)}🚛🚛`)
    expect(cell).toEqual({ type: 'string', value: 'x'.repeat(199), size: 203 })
  })

  it('holds a number that is too long for a double as text', () => {
    const list = parseJson('[12345678901234567890]') as readonly unknown[]
    expect(cellOf(list[0])).toEqual({ type: 'number', value: '12345678901234567890' })
  })
})

describe('the detail of a document', () => {
  it('is a tree in document order with 200 entries of a list at most', () => {
    const { fields, id } = documentDetail({
      b: 1,
      _id: 'x',
      list: Array.from({ length: 500 }, (_, index) => index),
    })
    expect(id).toBe('x')
    expect(fields.map(field => field.key)).toEqual(['b', '_id', 'list'])
    expect(fields[2]?.children).toHaveLength(200)
    expect(fields[2]?.cell.size).toBe(500)
  })

  it('stays small for a document with millions of fields', () => {
    const layer = (value: unknown): unknown => Array.from({ length: 200 }, () => value)
    const count = (fields: ReturnType<typeof documentDetail>['fields']): number =>
      fields.reduce((sum, field) => sum + 1 + count(field.children ?? []), 0)
    expect(count(documentDetail(layer(layer(layer(1)))).fields)).toBeLessThanOrEqual(20_000)
  })

  it('has the text as it came, unless a name in it looks like one of a secret', () => {
    const text = String.raw`{ "b": 1.0, "1": "\u00e9", "big": 12345678901234567890, "text": "a \"token\": no name" }`
    expect(detailOfText(text).raw).toEqual({ text, isCut: false, form: 'came' })
  })

  it.each([
    ['a secret', '{"b":1,"apiKey":"k-1"}'],
    ['a name in escapes', String.raw`{"ap\u0069Key":"k-1"}`],
    ['a repeated name, of which a parser keeps the last', '{"password":"k-1","password":null}'],
    ['a repeated object', String.raw`{"a":{"ap\u0069Key":"k-1"},"a":1}`],
    ['a name after a backslash', String.raw`{"\\":"\\","token" : "k-1"}`],
  ])('is written anew with %s', (_, text) => {
    const { raw } = detailOfText(text)
    expect(raw.form).toBe('masked')
    expect(raw.text).not.toContain('k-1')
  })

  it('cuts a text of more than a mebibyte, and says so', () => {
    const { raw } = detailOfText(JSON.stringify({ long: 'x'.repeat(2_000_000) }))
    expect(raw).toMatchObject({ isCut: true, form: 'came' })
    expect(raw.text).toHaveLength(1_048_576)
  })
})
