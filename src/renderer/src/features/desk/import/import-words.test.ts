import { describe, expect, it } from 'vitest'
import { reasonInWords } from './import-words.ts'

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
