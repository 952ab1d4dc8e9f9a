import { describe, expect, it } from 'vitest'
import { filledText } from './paste-words.ts'

describe('what was pasted', () => {
  it('is told by the names of the fields, and the length of a secret', () => {
    const text = filledText({
      source: 'env',
      fields: { environment: 'custom', clientId: 'me', tokenUrl: 'https://auth.example.com/token' },
      secrets: { clientSecret: { present: true, length: 32 }, apiKey: { present: false, length: 0 } },
      notes: [],
    })
    expect(text).toBe(
      'Filled from lines of a .env file: Client ID, Token URL, Client Secret (32 characters).',
    )
  })
})
