import { describe, expect, it } from 'vitest'
import { typesBasis } from './types-words.ts'

describe('what types rest on', () => {
  const types = {
    language: 'typescript',
    text: '',
    documents: 48_212,
    restsOn: 212,
    isComplete: true,
  } as const

  it('is said plainly', () => {
    expect(typesBasis(types)).toBe(
      'From 212 of 48,212 documents, chosen so that every field occurs in every type that it has in any of them.',
    )
    expect(typesBasis({ ...types, isComplete: false })).toContain('not every type of every field')
    expect(typesBasis({ ...types, documents: 212 })).toBe('From all 212 documents of the dataset.')
    expect(typesBasis({ ...types, documents: 1, restsOn: 1 })).toBe('From the one document of the dataset.')
  })
})
