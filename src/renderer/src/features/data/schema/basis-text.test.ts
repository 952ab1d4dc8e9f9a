import { describe, expect, it } from 'vitest'
import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import { datasetBasis, entriesBasis } from './basis-text.ts'

function schemaOf(entries: number, allEntries: number): DatasetSchema {
  const arrays = { minLength: 1, maxLength: 9, meanLength: 3, elements: [], entries, allEntries, fields: [] }
  return {
    ...{ documents: 200_000, isComplete: true, droppedFields: 0 },
    fields: [
      {
        ...{ path: 'lines', keys: ['lines'], types: { array: 200_000 }, missing: 0, masked: false },
        ...{ distinct: null, min: null, max: null, mean: null, top: [], histogram: [], arrays },
      },
    ],
  }
}

describe('what the schema of a dataset rests on', () => {
  it('is all documents and all entries of their lists', () => {
    expect(datasetBasis(schemaOf(600, 600))).toBe('from all 200,000 documents of the dataset')
  })

  it('is a sample of the entries where there are many', () => {
    const schema = schemaOf(500_000, 1_200_000)
    expect(datasetBasis(schema)).toMatch(/all 200,000 documents.*; entries of long lists from a sample$/)
    const [lines] = schema.fields
    expect(lines?.arrays == null ? null : entriesBasis(lines.arrays)).toBe(
      'from a sample: the first 500,000 of 1,200,000 entries',
    )
  })
})
