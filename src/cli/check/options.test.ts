import { describe, expect, it } from 'vitest'
import { usualLimits } from '../../main/checks/index.ts'
import { help, readCheckCommand, UsageError } from './options.ts'

const read = (...args: readonly string[]) => readCheckCommand(['--from', 'list.csv', ...args], '/lists')

describe('The arguments of the check', () => {
  it('need nothing but a list', () => {
    expect(read()).toEqual({
      from: '/lists/list.csv',
      format: 'table',
      out: null,
      limits: usualLimits,
      dataFolder: null,
    })
    expect(read('--data-folder', 'data')?.dataFolder).toBe('/lists/data')
  })

  it('set every limit', () => {
    const command = read('--concurrency', '16', '--rate=2.5', '--time-limit', '5', '--expiring-days', '60')
    expect(command?.limits).toEqual({
      concurrency: 16,
      startsPerSecond: 2.5,
      connectionLimitMs: 5000,
      stepLimitMs: 5000,
      expiringDays: 60,
    })
  })

  it.each([
    ['report.html', 'html'],
    ['report.CSV', 'csv'],
    ['/tmp/report.json', 'json'],
    ['report.txt', 'table'],
  ])('take the format of %s from its ending', (out, format) => {
    expect(read('--out', out)?.format).toBe(format)
    expect(read('--out', out, '--format', 'json')?.format).toBe('json')
  })

  it.each([
    [['--keychain']],
    [['--format', 'pdf']],
    [['--out', '']],
    [['--data-folder', '']],
    [['--concurrency', '0']],
    [['--concurrency', '65']],
    [['--concurrency', '1.5']],
    [['--rate', '-1']],
    [['--rate', '1e3']],
    [['--time-limit', 'long']],
    [['--expiring-days', '']],
    [['more.csv']],
  ])('%j are refused', args => {
    expect(() => read(...args)).toThrow(UsageError)
  })

  it('may ask for help, which fits a terminal', () => {
    expect(readCheckCommand(['--help'], '/')).toBeNull()
    expect(Math.max(...help.split('\n').map(line => line.length))).toBeLessThanOrEqual(120)
  })
})
