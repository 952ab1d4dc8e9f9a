import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { createSettings } from './index.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'settings-'))
const ignore = (): void => {}

describe('settings', () => {
  it('start with the defaults and survive a restart', async () => {
    const file = join(folder(), 'sub', 'settings.json')
    const first = createSettings(file, ignore)
    expect(first.get()).toEqual(defaultSettings)
    await first.set({ theme: 'dark' })
    expect(createSettings(file, ignore).get()).toEqual({ ...defaultSettings, theme: 'dark' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('keep the good ones when one is wrong or unknown', () => {
    const file = join(folder(), 'settings.json')
    writeFileSync(file, JSON.stringify({ theme: 'dark', sidebarWidth: 'wide', colour: 'red' }))
    expect(createSettings(file, ignore).get()).toEqual({ ...defaultSettings, theme: 'dark' })
  })

  it('set a damaged file aside instead of overwriting it, and say so', async () => {
    const at = folder()
    const file = join(at, 'settings.json')
    writeFileSync(file, '{"theme": "da')
    const problems: string[] = []
    const settings = createSettings(file, problem => problems.push(problem))
    await settings.set({ timeZone: 'utc' })
    expect(problems).toHaveLength(1)
    expect(readdirSync(at).toSorted()).toEqual(['settings.json', 'settings.json.damaged'])
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"theme": "da')
  })

  it('set aside what cannot be read at all', async () => {
    const at = folder()
    const file = join(at, 'settings.json')
    mkdirSync(file)
    const problems: string[] = []
    await createSettings(file, problem => problems.push(problem)).set({ theme: 'dark' })
    expect(problems).toHaveLength(1)
    expect(readdirSync(at).toSorted()).toEqual(['settings.json', 'settings.json.damaged'])
    expect(createSettings(file, ignore).get().theme).toBe('dark')
  })

  it('take the last of many quick changes', async () => {
    const file = join(folder(), 'settings.json')
    const settings = createSettings(file, ignore)
    await Promise.all([200, 250, 300].map(sidebarWidth => settings.set({ sidebarWidth })))
    expect(createSettings(file, ignore).get().sidebarWidth).toBe(300)
  })
})
