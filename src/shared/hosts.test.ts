import { describe, expect, it } from 'vitest'
import { weightronCloud } from './connection.ts'
import { hostsOf, sameHosts } from './hosts.ts'

const changed = (changes: Partial<typeof weightronCloud>) => ({ ...weightronCloud, ...changes })

describe('the hosts of a connection', () => {
  it('are the same for another path, and others for another scheme, port or name', () => {
    expect(sameHosts(weightronCloud, changed({ apiBaseUrl: 'https://api.weightron.cloud/v2' }))).toBe(true)
    for (const apiBaseUrl of [
      'http://api.weightron.cloud',
      'https://api.weightron.cloud:444',
      'https://api.weightron.cloud.example.com',
    ])
      expect(sameHosts(weightronCloud, changed({ apiBaseUrl }))).toBe(false)
  })

  it('stay the same when the issuer leads to the known token server', () => {
    expect(sameHosts(weightronCloud, changed({ issuer: 'https://auth.weightron.cloud/oidc' }))).toBe(true)
  })

  it('may lose a token host, but not gain one', () => {
    const both = changed({ issuer: 'https://other.example.com' })
    expect(sameHosts(both, weightronCloud)).toBe(true)
    expect(sameHosts(weightronCloud, both)).toBe(false)
  })

  it('are never those of an address that is none', () => {
    for (const apiBaseUrl of ['', 'https:', 'https:/']) {
      const half = changed({ apiBaseUrl })
      expect(sameHosts(half, half)).toBe(false)
    }
    expect(hostsOf(changed({ tokenUrl: 'data:text/plain,x' }))).toBeNull()
  })
})
