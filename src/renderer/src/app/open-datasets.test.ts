import { describe, expect, it } from 'vitest'
import { openDatasetIds } from './open-datasets.ts'

describe('open datasets', () => {
  it('are those with a tab of their own, and those that a console was opened on', () => {
    const tabs = [
      { id: '1', content: { kind: 'dataset', datasetId: 'a' } },
      { id: '2', content: { kind: 'sql', datasetId: 'b' } },
      { id: '3', content: { kind: 'sql', datasetId: null } },
      { id: '4', content: { kind: 'sql', datasetId: 'a' } },
      { id: '5', content: { kind: 'desk' } },
    ] as const
    expect(openDatasetIds(tabs)).toEqual(['a', 'b'])
  })
})
