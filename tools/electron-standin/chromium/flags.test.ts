import { describe, expect, it } from 'vitest'
import { chromiumFlags } from './flags.ts'

const options = { profile: '/profile', debuggingPort: '0', headless: 'shell', switches: new Map() } as const

describe('the flags of Chromium', () => {
  it('let nothing but loopback be reached', () => {
    expect(chromiumFlags(options)).toContain(
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
    )
  })

  it('pass on what the app asks for, but not what is the stand-in’s to decide', () => {
    const switches = new Map([
      ['lang', 'de'],
      ['user-data-dir', '/other'],
      ['disable-features', 'Mine'],
    ])
    const flags = chromiumFlags({ ...options, switches })
    expect(flags).toContain('--lang=de')
    expect(flags.filter(flag => flag.startsWith('--user-data-dir'))).toEqual(['--user-data-dir=/profile'])
    expect(flags.filter(flag => flag.startsWith('--disable-features'))).toEqual([
      expect.stringMatching(/Translate,Mine$/),
    ])
  })

  it('win over the same switch of the app, as Chromium takes the last', () => {
    const flags = chromiumFlags({
      ...options,
      switches: new Map([['host-resolver-rules', 'MAP * 10.0.0.1']]),
    })
    expect(flags.findLast(flag => flag.startsWith('--host-resolver-rules'))).toContain('NOTFOUND')
  })
})
