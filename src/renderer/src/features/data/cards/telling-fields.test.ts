import { describe, expect, it } from 'vitest'
import type { Cell, CellType, DocumentBlock } from '../../../../../shared/documents.ts'
import { sampleSchema } from '../schema/sample-schema.ts'
import { tellingFields } from './telling-fields.ts'

/** Documents with one value in each field, or none where it is null. */
function schemaOf(fields: Readonly<Record<string, readonly (readonly [CellType, Cell['value']] | null)[]>>) {
  const names = Object.keys(fields)
  const rows = fields[names[0] ?? '']?.length ?? 0
  const block: DocumentBlock = {
    ...{ block: 0, shape: 'list', odd: null, droppedColumns: 0, last: true },
    columns: names.map(path => ({ path, keys: path.split('.'), types: {}, maxAbs: 0 })),
    rows: Array.from({ length: rows }, (_, row) => ({
      ...{ id: null, hash: null },
      cells: names.map(name => {
        const given = fields[name]?.[row]
        return given == null ? null : { type: given[0], value: given[1] }
      }),
    })),
    meta: {
      ...{ method: 'GET', url: '', status: 200, ms: 0, bytes: 0 },
      ...{ timestamp: null, receivedAt: '', extraKeys: [] },
    },
  }
  return sampleSchema([block], true)
}

const paths = (fields: readonly (readonly string[])[]) => fields.map(keys => keys.join('.'))

describe('the fields of a card', () => {
  const weighings = schemaOf({
    _id: [
      ['id', 'a1'],
      ['id', 'a2'],
      ['id', 'a3'],
      ['id', 'a4'],
    ],
    site: [
      ['string', 'Kirkby'],
      ['string', 'Kirkby'],
      ['string', 'Kirkby'],
      ['string', 'Kirkby'],
    ],
    ticket: [
      ['string', 'W-1'],
      ['string', 'W-2'],
      ['string', 'W-3'],
      ['string', 'W-4'],
    ],
    notes: [null, null, null, ['string', 'wet']],
    axles: [
      ['array', '[6]'],
      ['array', '[5]'],
      ['array', '[6]'],
      ['array', '[4]'],
    ],
    netKg: [
      ['number', 10],
      ['number', 30],
      ['number', 20],
      ['number', 10],
    ],
    weighedAt: [
      ['date', '2026-01-01'],
      ['date', '2026-01-02'],
      ['date', '2026-01-02'],
      ['date', '2026-01-03'],
    ],
    'vehicle.haulier': [
      ['string', 'Calder'],
      ['string', 'Pike'],
      ['string', 'Pike'],
      ['string', 'Calder'],
    ],
  })

  it('go by the name that each document has alone, not by its ID', () => {
    expect(tellingFields(weighings, 3).title).toEqual(['ticket'])
  })

  it('begin with moments, amounts and kinds', () => {
    expect(paths(tellingFields(weighings, 3).fields)).toEqual(['weighedAt', 'netKg', 'vehicle.haulier'])
  })

  it('end with what is the same everywhere, mostly missing, or made for machines', () => {
    const { fields } = tellingFields(weighings, 20)
    expect(paths(fields).slice(-2)).toEqual(['notes', '_id'])
    expect(paths(fields).indexOf('site')).toBeGreaterThan(paths(fields).indexOf('vehicle.haulier'))
  })

  it('use the ID as the title where nothing else names a document', () => {
    const readings = schemaOf({
      _id: [
        ['id', 'a'],
        ['id', 'b'],
      ],
      value: [
        ['number', 1],
        ['number', 2],
      ],
    })
    expect(tellingFields(readings, 3)).toEqual({ title: ['_id'], fields: [['value']] })
  })

  it('are none for no documents', () => {
    expect(tellingFields(sampleSchema([], true), 3)).toEqual({ title: null, fields: [] })
  })
})
