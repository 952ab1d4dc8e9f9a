import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseRuntime } from './locate.ts'

const display = { DISPLAY: ':0' }
let electronPackage: string
beforeEach(async () => {
  electronPackage = await mkdtemp(join(tmpdir(), 'electron-package-'))
})
afterEach(() => rm(electronPackage, { recursive: true }))

async function installBinary(): Promise<void> {
  await writeFile(join(electronPackage, 'path.txt'), 'electron')
  await mkdir(join(electronPackage, 'dist'))
  await writeFile(join(electronPackage, 'dist/electron'), '')
}

describe('choosing what runs the app', () => {
  it('takes Electron where its binary is installed', async () => {
    await installBinary()
    const choice = chooseRuntime(display, electronPackage)
    expect(choice.kind).toBe('electron')
    expect(choice.executable).toBe(join(electronPackage, 'dist/electron'))
    expect(choice.env).not.toHaveProperty('ELECTRON_OVERRIDE_DIST_PATH')
  })

  it.runIf(process.platform === 'linux')(
    'takes the stand-in where Electron would find no display',
    async () => {
      await installBinary()
      expect(chooseRuntime({}, electronPackage).kind).toBe('stand-in')
      expect(chooseRuntime({ APP_RUNTIME: 'electron' }, electronPackage).kind).toBe('electron')
    },
  )

  it('takes the stand-in where only the package is there', async () => {
    await writeFile(join(electronPackage, 'path.txt'), 'electron')
    const choice = chooseRuntime({}, electronPackage)
    expect(choice.kind).toBe('stand-in')
    expect(choice.env.ELECTRON_OVERRIDE_DIST_PATH).toBe(import.meta.dirname)
    expect(choice.env.ELECTRON_EXEC_PATH).toBe(choice.executable)
  })

  it('takes the stand-in when it is asked for', async () => {
    await installBinary()
    expect(chooseRuntime({ ...display, APP_RUNTIME: 'stand-in' }, electronPackage).kind).toBe('stand-in')
  })

  it('refuses rather than replace the Electron that was asked for', () => {
    expect(() => chooseRuntime({ APP_RUNTIME: 'electron' }, electronPackage)).toThrow(/not installed/)
  })

  it('names the Chromium it will use', () => {
    expect(chooseRuntime({ STANDIN_CHROMIUM: '/opt/chrome' }, electronPackage).note).toContain('/opt/chrome')
  })
})
