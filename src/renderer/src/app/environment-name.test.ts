import { describe, expect, it } from 'vitest'
import { environmentName, intervalText } from './environment-name.ts'

describe('the name of an environment', () => {
  it.each([
    ['weightron', 'https://api.weightron.cloud', 'Weightron.Cloud'],
    ['demo', 'http://127.0.0.1:4000', 'Demo cloud'],
    ['custom', 'https://api.example.com/v2', 'api.example.com'],
    ['custom', 'not a URL', 'not a URL'],
  ] as const)('%s at %s is %s', (environment, apiBaseUrl, name) => {
    expect(environmentName({ environment, apiBaseUrl })).toBe(name)
  })
})

it('writes an interval in the unit it was chosen in', () => {
  expect([intervalText(5000), intervalText(60_000), intervalText(300_000)]).toEqual(['5 s', '1 min', '5 min'])
})
