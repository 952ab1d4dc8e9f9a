import { describe, expect, it } from 'vitest'
import { type CheckedApplication, checkSteps, verdicts } from '../../shared/check.ts'
import { errorCodes } from '../../shared/errors.ts'
import { decide, verdictTable, worstApplication } from './verdict-table.ts'

function applications(...states: readonly CheckedApplication['state'][]): readonly CheckedApplication[] {
  return states.map((state, index) => ({ id: `${index}`, name: `${index}`, expiry: null, state, note: '' }))
}

describe('The verdict table', () => {
  it.each(errorCodes)('has a verdict for %s in every step, and none that says it works', code => {
    for (const step of checkSteps) {
      const verdict = verdictTable[code][step]
      expect(verdicts).toContain(verdict)
      expect(['works', 'expiring', 'expired', 'no_applications']).not.toContain(verdict)
    }
  })

  it.each([
    ['token_server', 'network_unreachable', 'token_server_unreachable'],
    ['token', 'network_unreachable', 'token_server_unreachable'],
    ['access', 'network_unreachable', 'api_unreachable'],
    ['applications', 'network_unreachable', 'api_unreachable'],
    ['token_server', 'tls', 'tls_failed'],
    ['access', 'tls', 'tls_failed'],
    ['token_server', 'timeout', 'timed_out'],
    ['applications', 'timeout', 'timed_out'],
    ['token', 'invalid_client', 'client_refused'],
    ['token', 'invalid_scope', 'scope_refused'],
    ['token', 'request_refused', 'client_refused'],
    ['token', 'malformed_response', 'malformed_answer'],
    ['token', 'rate_limited', 'rate_limited'],
    ['token', 'server_error', 'server_error'],
    ['access', 'api_key_refused', 'api_key_refused'],
    ['access', 'access_refused', 'access_refused'],
    ['access', 'not_found', 'malformed_answer'],
    ['access', 'rate_limited', 'rate_limited'],
    ['access', 'server_error', 'server_error'],
    ['access', 'malformed_response', 'malformed_answer'],
    ['applications', 'access_refused', 'application_refused'],
    ['applications', 'not_found', 'application_refused'],
    ['applications', 'server_error', 'server_error'],
  ] as const)('in %s, %s means %s', (step, code, verdict) => {
    expect(decide({ step, code }, applications('refused', 'expired'))).toEqual({ verdict, failingStep: step })
  })

  it('blames the keychain for what fails before the first step', () => {
    const failure = { step: null, code: 'invalid_input' } as const
    expect(decide(failure, [])).toEqual({ verdict: 'keychain_unavailable', failingStep: null })
  })
})

describe('Without a failure', () => {
  it.each([
    [[], 'no_applications'],
    [['works', 'works'], 'works'],
    [['works', 'not_opened'], 'works'],
    [['works', 'expiring'], 'expiring'],
    [['expiring', 'expired'], 'expired'],
    [['expired', 'refused', 'expiring'], 'application_refused'],
  ] as const)('applications that are %j give %s', (states, verdict) => {
    expect(worstApplication(applications(...states))).toBe(verdict)
  })

  it('what the applications end is their step’s, and what can be used is no step’s', () => {
    const stepOf = (...states: readonly CheckedApplication['state'][]) =>
      decide(null, applications(...states)).failingStep
    expect([stepOf(), stepOf('expired'), stepOf('refused')]).toEqual(Array(3).fill('applications'))
    expect([stepOf('works'), stepOf('expiring')]).toEqual([null, null])
  })
})
