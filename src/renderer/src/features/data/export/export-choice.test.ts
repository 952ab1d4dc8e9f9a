import { describe, expect, it } from 'vitest'
import type { DatasetField } from '../../../../../shared/datasets.ts'
import type { SelectedDocuments } from '../table/dataset-selection.ts'
import { nothingChosen, toggled } from '../table/row-choice.ts'
import { exportInput, keyOf, scopesOf, usualFields } from './export-choice.ts'

const field = (path: string, masked = false): DatasetField => ({ path, keys: path.split('.'), masked })
const fields = [field('a'), field('b.c'), field('b.token', true)]
const selected: SelectedDocuments = {
  datasetId: '6f1b2c3d-0000-4000-8000-000000000000',
  filters: [{ kind: 'present', keys: ['a'] }],
  sort: null,
}
const choice = { scope: 'all', format: 'csv', fields: usualFields(fields) } as const

describe('an export', () => {
  it('leaves fields out that look like secrets, unless they are asked for by name', () => {
    expect(exportInput(choice, fields, selected, nothingChosen)).toMatchObject({
      columns: [['a'], ['b', 'c']],
    })
    const asked = { ...choice, fields: new Set(fields.map(keyOf)) }
    expect(exportInput(asked, fields, selected, nothingChosen)).toMatchObject({
      columns: [['a'], ['b', 'c'], ['b', 'token']],
      unmasked: [['b', 'token']],
    })
  })

  it('is of whole documents where JSON is asked for and no field was left out', () => {
    expect(exportInput({ ...choice, format: 'json' }, fields, selected, nothingChosen)).not.toHaveProperty(
      'columns',
    )
    const part = { ...choice, format: 'json', fields: new Set([keyOf(field('a'))]) } as const
    expect(exportInput(part, fields, selected, nothingChosen)).toMatchObject({ columns: [['a']] })
  })

  it('is of all documents, of those that meet the conditions, or of the selected ones', () => {
    const rows = toggled(nothingChosen, 7)
    expect(scopesOf(selected, rows)).toEqual(['selected', 'filtered', 'all'])
    expect(scopesOf({ ...selected, filters: [] }, nothingChosen)).toEqual(['all'])
    expect(exportInput(choice, fields, selected, rows)).not.toHaveProperty('filters')
    const filtered = exportInput({ ...choice, scope: 'filtered' }, fields, selected, rows)
    expect(filtered).toMatchObject({ filters: selected.filters })
    expect(filtered).not.toHaveProperty('places')
    expect(exportInput({ ...choice, scope: 'selected' }, fields, selected, rows)).toMatchObject({
      ...{ filters: selected.filters, places: [{ from: 7, to: 8 }] },
    })
  })
})
