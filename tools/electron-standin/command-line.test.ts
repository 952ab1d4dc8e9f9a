import { describe, expect, it } from 'vitest'
import { readCommandLine } from './command-line.ts'

describe('the command line', () => {
  it('finds the app between the options of the test runner and the arguments of the app', () => {
    const line = readCommandLine([
      '-r',
      '/loader.js',
      '--no-sandbox',
      '--inspect=0',
      '--remote-debugging-port=0',
      'out/main/index.js',
      'file.json',
      '--inspect=5',
    ])
    expect(line.app).toBe('out/main/index.js')
    expect(line.preloads).toEqual(['/loader.js'])
    expect(line.inspectPort).toBe(0)
    expect(line.switches.get('remote-debugging-port')).toBe('0')
  })

  it('reads a switch that follows the app, with or without a value', () => {
    const line = readCommandLine(['.', '--user-data-dir=/a=b', '--Flag'])
    expect(line.switches.get('user-data-dir')).toBe('/a=b')
    expect(line.switches.get('flag')).toBe('')
  })

  it('takes the port of an inspector address', () => {
    expect(readCommandLine(['--inspect=127.0.0.1:4000', '.']).inspectPort).toBe(4000)
    expect(readCommandLine(['--inspect', '.']).inspectPort).toBe(9229)
  })

  it('has no app when only options are given', () => {
    expect(readCommandLine(['--no-sandbox']).app).toBeUndefined()
  })
})
