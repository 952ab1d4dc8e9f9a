import { describe, expect, it } from 'vitest'
import { isCheckDue } from './check-runs.ts'

const at = (time: string): string => `2026-11-23T${time}Z`
const run = (time: string) => ({ startedAt: Date.parse(at(time)) })

describe('a check by itself', () => {
  it('is due when there was none', () => {
    expect(isCheckDue(undefined, undefined, at('12:00:00'))).toBe(true)
  })

  it('is not due when one was asked for or has reported since the connection was changed', () => {
    expect(isCheckDue(run('12:00:01'), undefined, at('12:00:00'))).toBe(false)
    expect(isCheckDue(undefined, { startedAt: at('12:00:01') }, at('12:00:00'))).toBe(false)
  })

  it('is due again after the connection was changed', () => {
    expect(isCheckDue(run('12:00:01'), { startedAt: at('12:00:01') }, at('12:30:00'))).toBe(true)
  })
})
