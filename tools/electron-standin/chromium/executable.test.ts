import { describe, expect, it } from 'vitest'
import { findChromium } from './executable.ts'

const machineWith =
  (...paths: string[]) =>
  (path: string) =>
    paths.includes(path)

describe('finding a Chromium', () => {
  const both = machineWith('/usr/bin/chromium', '/usr/bin/chromium-headless-shell')

  it('takes the headless shell where nothing is to be seen', () => {
    expect(findChromium(false, {}, both)).toEqual({ path: '/usr/bin/chromium-headless-shell', full: false })
  })

  it('takes a full one where windows are to be seen, or where there is no other', () => {
    expect(findChromium(true, {}, both)).toEqual({ path: '/usr/bin/chromium', full: true })
    expect(findChromium(false, {}, machineWith('/usr/bin/chromium'))).toEqual({
      path: '/usr/bin/chromium',
      full: true,
    })
  })

  it('takes the one that is named', () => {
    expect(findChromium(false, { STANDIN_CHROMIUM: '/opt/chrome' }, both)).toEqual({
      path: '/opt/chrome',
      full: true,
    })
  })

  it('finds none on a machine without', () => {
    expect(findChromium(true, {}, machineWith('/usr/bin/chromium-headless-shell'))).toBeUndefined()
  })
})
