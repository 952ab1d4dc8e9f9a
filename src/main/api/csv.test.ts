import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvRows } from './csv.ts'
import { parseJson } from './json-reader.ts'

/** Reads RFC 4180 by the letter: quoted fields hold anything, unquoted ones no quote, comma or line break. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const found = field.exec(text)
    if (found === null) throw new Error('Not RFC 4180')
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('CSV', () => {
  it('writes each kind of value so that a spreadsheet reads it', () => {
    const document = parseJson(
      '{"text":"a \\"b\\", c","n":-5.5,"big":-12345678901234567890,"yes":true,"none":null,"list":[1,{"a":2}],"o":{"x":"y"}}',
    )
    const columns = [['text'], ['n'], ['big'], ['yes'], ['none'], ['missing'], ['list'], ['o', 'x']]
    expect(csvHeader(columns) + csvRows([document], columns)).toBe(
      'text,n,big,yes,none,missing,list,o.x\r\n"a ""b"", c",-5.5,-12345678901234567890,true,,,"[1,{""a"":2}]",y\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])('disarms the text %j', text => {
    expect(readCsv(csvRows([{ a: text }], [['a']]))).toEqual([[`'${text}`]])
    expect(readCsv(csvHeader([[text]]))).toEqual([[`'${text}`]])
  })

  it('gives back every text, behind an apostrophe where it could be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { minLength: 1 }), pairs => {
        const rows = readCsv(
          csvRows(
            pairs.map(([a, b]) => ({ a, b })),
            [['a'], ['b']],
          ),
        )
        expect(rows).toHaveLength(pairs.length)
        rows.forEach((row, index) => {
          row.forEach((field, at) => {
            const text = pairs[index]?.[at] ?? ''
            expect(field).toBe(/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)
          })
        })
      }),
    )
  })

  it('keeps a row whose only field is empty', () => {
    expect(readCsv(csvRows([{ a: 1 }, {}, { a: 2 }], [['a']]))).toEqual([['1'], [''], ['2']])
  })
})
