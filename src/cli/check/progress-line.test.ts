import { describe, expect, it } from 'vitest'
import type { BulkProgress } from '../../main/checks/index.ts'
import { createProgressLine, progressText } from './progress-line.ts'

const progress: BulkProgress = {
  state: 'running',
  total: 212,
  done: 146,
  running: 8,
  putOff: 0,
  byVerdict: { works: 125, expired: 10, api_unreachable: 2, expiring: 9 },
  activeMs: 9000,
  perSecond: 16.2,
  leftMs: 3900,
}

describe('The progress of a run', () => {
  it('says how far it is, what was found, and how long it will take', () => {
    expect(progressText(progress)).toBe(
      'Checking 146 of 212: 12 do not work, 9 expire soon. 16 in a second, about 4 s left',
    )
    expect(progressText({ ...progress, done: 0, byVerdict: {}, perSecond: null, leftMs: null })).toBe(
      'Checking 0 of 212',
    )
  })

  it('is one line of a terminal, drawn at intervals and taken away at the end', () => {
    const written: string[] = []
    let now = 0
    const write = (text: string) => written.push(text)
    const line = createProgressLine({ isTTY: true, columns: 30, write }, () => now)
    line.show?.(progress)
    line.show?.(progress)
    now = 250
    line.show?.(progress)
    line.clear()
    expect(written).toHaveLength(3)
    expect(written[0]?.split('\u001b[2K')[1]).toHaveLength(29)
    expect(written[2]).toBe('\r\u001b[2K')
  })

  it('is none where nobody watches', () => {
    const written: string[] = []
    const line = createProgressLine({ write: text => written.push(text) }, () => 0)
    expect(line.show).toBeNull()
    line.clear()
    expect(written).toEqual([])
  })
})
