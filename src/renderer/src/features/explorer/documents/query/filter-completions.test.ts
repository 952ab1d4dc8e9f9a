import { describe, expect, it } from 'vitest'
import { completionsFor, keyBeforeCursor } from './filter-completions.ts'

describe('the key before the cursor', () => {
  it('is found behind a brace and behind a comma, with and without quotes', () => {
    expect(keyBeforeCursor('{ ')).toEqual({ from: 2, word: '', quoted: false })
    expect(keyBeforeCursor('{ "net')).toEqual({ from: 2, word: 'net', quoted: true })
    expect(keyBeforeCursor('{"a": 1, $o')).toEqual({ from: 9, word: '$o', quoted: false })
    expect(keyBeforeCursor('{"a": {"$g')).toEqual({ from: 7, word: '$g', quoted: true })
  })

  it('is nothing in the place of a value', () => {
    expect(keyBeforeCursor('{"a": ')).toBeNull()
    expect(keyBeforeCursor('{"a": "b')).toBeNull()
    expect(keyBeforeCursor('{"a": {"$in": [1, ')).toBeNull()
    expect(keyBeforeCursor('')).toBeNull()
  })
})

describe('completions', () => {
  const fields = [
    { label: 'netKg', detail: 'number' },
    { label: 'ticket', detail: 'text' },
  ]

  it('offers fields and operators before anything was typed', () => {
    const labels = completionsFor('', fields).map(completion => completion.label)
    expect(labels.slice(0, 3)).toEqual(['netKg', 'ticket', '$eq'])
  })

  it('narrows to what starts alike, whatever the case', () => {
    expect(completionsFor('NET', fields).map(completion => completion.label)).toEqual(['netKg'])
    expect(completionsFor('$gt', fields).map(completion => completion.label)).toEqual(['$gt', '$gte'])
  })
})
