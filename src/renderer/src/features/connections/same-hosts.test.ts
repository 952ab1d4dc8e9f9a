import { describe, expect, it } from 'vitest'
import { weightronCloud } from '../../../../shared/connection.ts'
import { sameHosts } from './same-hosts.ts'

describe('the hosts of a connection', () => {
  it('stay the same when only a path changes', () => {
    const typed = { ...weightronCloud, tokenUrl: 'https://auth.weightron.cloud/other/token' }
    expect(sameHosts(weightronCloud, typed)).toBe(true)
  })

  it('change with another API, token server, scheme or port', () => {
    for (const change of [
      { apiBaseUrl: 'https://api.example.com' },
      { tokenUrl: 'https://auth.example.com/oidc/token' },
      { issuer: 'https://auth.example.com' },
      { apiBaseUrl: 'https://api.weightron.cloud:8443' },
    ]) {
      expect(sameHosts(weightronCloud, { ...weightronCloud, ...change }), JSON.stringify(change)).toBe(false)
    }
  })

  it('count as changed while an address is half typed', () => {
    expect(sameHosts(weightronCloud, { ...weightronCloud, apiBaseUrl: 'https:/' })).toBe(false)
  })

  it('stay the same when the issuer leads to the known token server', () => {
    const typed = { ...weightronCloud, issuer: 'https://auth.weightron.cloud/oidc' }
    expect(sameHosts(weightronCloud, typed)).toBe(true)
  })
})
