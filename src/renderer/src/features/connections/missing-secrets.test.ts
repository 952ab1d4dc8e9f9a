import { describe, expect, it } from 'vitest'
import { missingSecrets } from './missing-secrets.ts'

const absent = { present: false, length: 0 }
const none = {
  needAll: false,
  stored: { clientSecret: false, apiKey: false },
  held: { clientSecret: absent, apiKey: absent },
  replacing: new Set<never>(),
}
const held = { ...none.held, apiKey: { present: true, length: 32 } }

describe('the secrets that must be typed', () => {
  it('are both for a new connection, and none for a change of name', () => {
    expect(missingSecrets({ ...none, needAll: true })).toEqual(['clientSecret', 'apiKey'])
    expect(missingSecrets(none)).toEqual([])
  })

  it('are not those that are stored or were typed', () => {
    expect(missingSecrets({ ...none, needAll: true, held })).toEqual(['clientSecret'])
    expect(
      missingSecrets({ ...none, needAll: true, held, stored: { clientSecret: true, apiKey: false } }),
    ).toEqual([])
  })

  it('are those that are being replaced, although one is stored', () => {
    const stored = { clientSecret: true, apiKey: true }
    expect(missingSecrets({ ...none, stored, replacing: new Set(['apiKey']) })).toEqual(['apiKey'])
  })
})
