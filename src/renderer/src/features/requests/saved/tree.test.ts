import { describe, expect, it } from 'vitest'
import { savedRows } from './tree.ts'

const entry = (folder: string, name: string) => ({
  savedId: `${folder}/${name}`,
  folder,
  name,
  method: 'GET',
  path: '/access',
})
const saved = {
  folders: ['A', 'A/B', 'C'],
  requests: [entry('', 'top'), entry('A', 'two'), entry('A', 'one'), entry('A/B', 'deep')],
}
const texts = (opened: readonly string[], search = '') =>
  savedRows(saved, new Set(opened), search).map(
    row => `${'  '.repeat(row.level)}${row.kind === 'folder' ? row.folder : row.entry.name}`,
  )

describe('the tree of saved requests', () => {
  it('shows folders first, and inside those that are open', () => {
    expect(texts([])).toEqual(['A', 'C', 'top'])
    expect(texts(['A'])).toEqual(['A', '  A/B', '  one', '  two', 'C', 'top'])
  })

  it('shows what a search finds, wherever it is', () => {
    expect(texts([], 'DEEP get')).toEqual(['A', '  A/B', '    deep'])
    expect(texts([], 'nothing')).toEqual([])
  })
})
