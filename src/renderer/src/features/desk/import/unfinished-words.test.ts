import { describe, expect, it } from 'vitest'
import { limitsText, undoText, unfinishedText } from './unfinished-words.ts'

describe('An import that was cut short', () => {
  it.each([
    [['customers.csv'], 1000, 400, 12, 'customers.csv ended early: 412 of 1,000 rows are saved.'],
    [['a.csv', 'b.csv'], 20, 1, 0, 'a.csv and 1 other file ended early: 1 of 20 rows is saved.'],
    [['a.csv', 'b.csv', 'c.csv'], 20, 0, 0, 'a.csv and 2 other files ended early: none of 20 rows is saved.'],
  ])('of %s says what was begun', (files, total, created, updated, told) => {
    expect(unfinishedText({ files, total, created, updated })).toBe(`The import of ${told}`)
  })

  it('names the files without which it cannot go on', () => {
    const files = ['a.csv', 'b.csv']
    const unreadable = [
      { name: 'a.csv', isGone: true },
      { name: 'b.csv', isGone: false },
    ]
    const saved = { created: 2, updated: 1 }
    expect(limitsText({ files, unreadable, ...saved })).toBe('a.csv is gone. b.csv cannot be read.')
    expect(limitsText({ files: ['a.csv'], unreadable: unreadable.slice(0, 1), ...saved })).toBe(
      'The file is gone.',
    )
    expect(limitsText({ files, unreadable: [], ...saved })).toBe('')
  })

  it('says when there is nothing that could be undone', () => {
    const only = { files: ['a.csv'], unreadable: [], created: 0, updated: 3 }
    expect(limitsText(only)).toBe('It has only updated connections, which cannot be undone.')
    expect(limitsText({ ...only, updated: 0 })).toBe('')
  })

  it.each([
    [
      400,
      12,
      'The 400 connections that the import of a.csv created will be deleted, and their secrets with them. The 12 that it updated stay as they are now.',
    ],
    [
      1,
      1,
      'The connection that the import of a.csv created will be deleted, and its secrets with it. The 1 that it updated stays as it is now.',
    ],
    [
      1200,
      0,
      'The 1,200 connections that the import of a.csv created will be deleted, and their secrets with them.',
    ],
  ])('is undone after a question that names %i and %i', (created, updated, told) => {
    expect(undoText({ files: ['a.csv'], created, updated })).toBe(told)
  })
})
