import { describe, expect, it } from 'vitest'
import { notTakenWords, reasonInWords } from './import-words.ts'

describe('The reason why a row is wrong', () => {
  it.each([
    ['client_id: missing.', 'Client ID: missing.'],
    [
      'api_base_url: missing beside token_url. Give both or neither.',
      'API base URL: missing beside Token URL. Give both or neither.',
    ],
    ['name: longer than 120 characters.', 'Name: longer than 120 characters.'],
    [
      'Same Client ID and environment as row 3. Left out.',
      'Same Client ID and environment as row 3. Left out.',
    ],
  ])('%s is told with the words of the window', (reason, told) => {
    expect(reasonInWords(reason)).toBe(told)
  })
})

describe('Rows that are only in the file', () => {
  it.each([
    [1, true, '1 of its rows is not in the app.'],
    [3, false, '3 of their rows are not in the app.'],
  ])('%s are counted before it is deleted', (rows, oneFile, told) => {
    expect(notTakenWords(rows, oneFile)).toBe(told)
  })
})
