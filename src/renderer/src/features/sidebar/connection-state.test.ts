import { describe, expect, it } from 'vitest'
import type { CheckReport, CheckSummary, Verdict } from '../../../../shared/check.ts'
import type { TokenState } from '../../../../shared/token.ts'
import { connectionState } from './connection-state.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

const check = (verdict: Verdict, nearestExpiry: string | null = null): CheckSummary => ({
  at: '2026-11-23T11:00:00Z',
  verdict,
  failingStep: null,
  ms: 400,
  nearestExpiry,
})

const token = (state: TokenState['state']): TokenState => ({
  connectionId: 'c',
  state,
  obtainedAt: null,
  expiresAt: null,
  lifetimeSeconds: null,
  scope: null,
  type: null,
  hasRefreshToken: false,
  grant: null,
  claims: null,
  renewAutomatically: true,
  renewsAt: null,
  error: null,
  requests: 0,
})

const running = { finishedAt: null } as CheckReport

describe('the state of a connection', () => {
  it('is that of the check under way, if there is one', () => {
    expect(connectionState(running, check('client_refused'), undefined, now).tone).toBe('checking')
  })

  it('is otherwise the last verdict, in words', () => {
    expect(connectionState(undefined, check('client_refused'), token('valid'), now)).toMatchObject({
      tone: 'broken',
      word: 'Client refused',
    })
  })

  it('follows the token as long as nothing was checked', () => {
    const tones = (['none', 'requesting', 'valid', 'failed'] as const).map(
      state => connectionState(undefined, undefined, token(state), now).tone,
    )
    expect(tones).toEqual(['unknown', 'checking', 'works', 'broken'])
  })

  it('counts the days to an expiry that is near, and only then', () => {
    const days = (expiry: string) =>
      connectionState(undefined, check('expiring', expiry), undefined, now).endsInDays
    expect([
      days('2026-12-05T13:00:00Z'),
      days('2027-12-05T00:00:00Z'),
      days('2026-11-01T00:00:00Z'),
    ]).toEqual([12, null, null])
  })
})
