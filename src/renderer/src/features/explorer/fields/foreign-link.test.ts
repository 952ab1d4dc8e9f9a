import { describe, expect, it } from 'vitest'
import type { CellType, FieldNode } from '../../../../../shared/documents.ts'
import { foreignLinkOf } from './foreign-link.ts'

const id = '64f1c0a97be2d3180f4b2c6e'
const leaf = (key: string, type: CellType, value: string): FieldNode => ({
  ...{ key, cell: { type, value }, children: null, masked: false },
})
const copy = (key: string, ...children: readonly FieldNode[]): FieldNode => ({
  ...{ key, cell: { type: 'object', value: '{…}', size: children.length }, children, masked: false },
})
const collections = ['vehicles', 'materials', 'companies'].map(name => ({
  ...{ id: `id of ${name}`, name, description: null },
}))

describe('an embedded document', () => {
  it('leads to the collection that is called like its field, by the ID in the copy or beside it', () => {
    const vehicle = copy('vehicle', leaf('registration', 'string', 'VA37 JBV'))
    expect(foreignLinkOf(vehicle, [leaf('vehicleId', 'id', id), vehicle], collections)).toEqual({
      ...{ collectionId: 'id of vehicles', collection: 'vehicles', documentId: id },
    })
    const company = copy('company', leaf('_id', 'id', id))
    expect(foreignLinkOf(company, [company], collections)?.collection).toBe('companies')
  })

  it('leads nowhere without an ID, without such a collection, or where two are called so', () => {
    const vehicle = copy('vehicle', leaf('_id', 'id', id))
    const again = { id: 'another', name: 'Vehicle', description: null }
    expect(foreignLinkOf(vehicle, [], [...collections, again])).toBeNull()
    expect(foreignLinkOf(copy('vehicle'), [], collections)).toBeNull()
    expect(foreignLinkOf(copy('driver', leaf('_id', 'id', id)), [], collections)).toBeNull()
    expect(foreignLinkOf(leaf('vehicle', 'id', id), [], collections)).toBeNull()
  })
})
