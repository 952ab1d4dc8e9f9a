import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from './index.ts'

const now = (): Date => new Date('2026-11-23T12:00:00Z')
const scrub = (text: string): string => text.replaceAll('hunter2-secret', '[removed]')

describe('the log', () => {
  it('writes one scrubbed line for each message, causes and line breaks included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    const log = createLog({ folder, scrub, now })
    log.error('Call failed', new Error('outer', { cause: new Error('inner\nhunter2-secret') }))
    const lines = readFileSync(join(folder, 'main.log'), 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^2026-11-23T12:00:00\.000Z error Call failed Error: outer/)
    expect(lines[0]).toContain('inner | [removed]')
    expect(statSync(join(folder, 'main.log')).mode & 0o777).toBe(0o600)
  })

  it('starts anew when it is full and keeps the previous file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'log-'))
    const log = createLog({ folder, scrub, now })
    const line = 'x'.repeat(100_000)
    for (let i = 0; i < 25; i++) log.info(line)
    expect(statSync(join(folder, 'main.log')).size).toBeLessThan(1_200_000)
    expect(statSync(join(folder, 'main.log.old')).size).toBeGreaterThan(1_000_000)
    expect(log.recent().length).toBe(25)
  })

  it('goes on when the folder cannot be written', () => {
    const log = createLog({ folder: '/dev/null/logs', scrub, now })
    log.warn('No place')
    expect(log.recent()[0]).toContain('No place')
  })
})
