import { describe, expect, it } from 'vitest'
import { dateTimeText, dayText, timeText, zoneName } from './date-text.ts'

describe('a date', () => {
  it('is shown with its zone', () => {
    expect(dateTimeText('2026-11-23T14:30:07.123Z', 'utc')).toBe('2026-11-23 14:30:07 UTC')
  })

  it('is moved to the zone chosen, whatever offset it came with', () => {
    expect(dayText('2026-11-24T00:30:00+02:00', 'utc')).toBe('2026-11-23')
    expect(timeText('2026-11-24T00:30:00+02:00', 'utc')).toBe('22:30:00')
  })

  it('in local time agrees with the clock of this machine', () => {
    const moment = new Date(2026, 10, 23, 9, 5, 4)
    expect(timeText(moment.toISOString(), 'local')).toBe('09:05:04')
    expect(zoneName('local', moment)).not.toBe('')
  })

  it('that is none is shown as it came', () => {
    expect(dateTimeText('n/a', 'utc')).toBe('n/a')
  })
})
