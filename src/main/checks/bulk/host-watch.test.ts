import { describe, expect, it } from 'vitest'
import { ExplorerError } from '../../../shared/errors.ts'
import { createHostWatch } from './host-watch.ts'

const refused = new ExplorerError('network_unreachable', 'a refused the connection.')

function setUp(perHost = 8) {
  let now = 1_000_000
  const watch = createHostWatch({ perHost, longestQuietMs: 30_000, now: () => now })
  const fail = (times: number) => {
    for (let time = 0; time < times; time++) watch.failed('a', refused, watch.passage('a'))
  }
  const room = () => {
    let entered = 0
    for (; watch.opensAt('a') <= now; entered++) watch.enter('a')
    for (let left = entered; left > 0; left--) watch.leave('a')
    return entered
  }
  return { watch, fail, room, advance: (ms: number) => (now += ms), now: () => now }
}

describe('A host', () => {
  it('gets few checks until it has answered once, then as many as allowed', () => {
    const { watch, room } = setUp()
    expect(room()).toBe(3)
    watch.answered('a')
    expect(room()).toBe(8)
  })

  it('is down after three failures in a row, and what follows ends at once with the same error', () => {
    const { watch, fail } = setUp()
    fail(2)
    expect(watch.passage('a').kind).toBe('open')
    fail(1)
    expect(watch.passage('a')).toEqual({ kind: 'marked', error: refused })
    expect(watch.passage('b').kind).toBe('open')
  })

  it('is not down while answers come in between', () => {
    const { watch, fail } = setUp()
    for (let round = 0; round < 5; round++) {
      fail(2)
      watch.answered('a')
    }
    expect(watch.passage('a').kind).toBe('open')
  })

  it('that is down is asked once after a while, and less and less often', () => {
    const { watch, fail, advance } = setUp()
    fail(3)
    advance(15_000)
    const probe = watch.passage('a')
    expect(probe.kind).toBe('probe')
    expect(watch.passage('a').kind).toBe('marked')
    watch.failed('a', refused, probe)
    advance(15_000)
    expect(watch.passage('a').kind).toBe('marked')
    advance(15_000)
    expect(watch.passage('a').kind).toBe('probe')
  })

  it('that is back is asked as before', () => {
    const { watch, fail, advance } = setUp()
    fail(3)
    advance(15_000)
    watch.passage('a')
    watch.answered('a')
    expect(watch.passage('a').kind).toBe('open')
  })

  it('gets another probe where the first ended without saying anything', () => {
    const { watch, fail, advance } = setUp()
    fail(3)
    advance(15_000)
    watch.abandoned('a', watch.passage('a'))
    expect(watch.passage('a').kind).toBe('probe')
  })

  it('that tells one check to slow down means that check only', () => {
    const { watch, room } = setUp()
    const check = {}
    watch.limited('a', check, 5000)
    watch.limited('a', check, 5000)
    expect(room()).toBe(8)
  })

  it('that tells two checks in a row to slow down is left alone, and gets half as many after that', () => {
    const { watch, room, advance, now } = setUp()
    watch.limited('a', {}, 5000)
    watch.limited('a', {}, 5000)
    expect(watch.opensAt('a')).toBe(now() + 5000)
    advance(5000)
    expect(room()).toBe(4)
    for (let answer = 0; answer < 100; answer++) watch.answered('a')
    expect(room()).toBe(8)
  })

  it('that asks all checks for more quiet than there is time is not asked again in the meantime', () => {
    const { watch, advance } = setUp()
    watch.limited('a', {}, 3_600_000)
    watch.limited('a', {}, 3_600_000)
    expect(watch.passage('a')).toMatchObject({ kind: 'marked', error: { code: 'rate_limited' } })
    advance(3_600_000)
    expect(watch.passage('a').kind).toBe('probe')
  })

  it('that asks for years of quiet is looked at again after an hour', () => {
    const { watch, advance } = setUp()
    watch.limited('a', {}, 999_999_999_000)
    watch.limited('a', {}, 999_999_999_000)
    advance(3_600_000)
    expect(watch.passage('a').kind).toBe('probe')
  })
})
