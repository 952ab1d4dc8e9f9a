import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { hasDisplay } from '../setup/display.mjs'
import { findChromium } from './chromium/executable.ts'

/** The program that will run the app. */
export type RuntimeChoice = {
  readonly kind: 'electron' | 'stand-in'
  /** To be set for Playwright (`ELECTRON_OVERRIDE_DIST_PATH`) and electron-vite (`ELECTRON_EXEC_PATH`). */
  readonly env: Record<string, string>
  /** What to start with the app's folder as its argument. */
  readonly executable: string
  /** One line that says what runs the app, for people. */
  readonly note: string
}

const PACKAGE = resolve(import.meta.dirname, '../../node_modules/electron')

/**
 * Chooses the real Electron where its binary is installed and a display is there, which it cannot do without, and
 * the stand-in elsewhere. APP_RUNTIME=electron or APP_RUNTIME=stand-in decides otherwise.
 *
 * @throws when the real Electron is asked for and not installed
 */
export function chooseRuntime(
  env: NodeJS.ProcessEnv = process.env,
  electronPackage = PACKAGE,
): RuntimeChoice {
  const asked = env.APP_RUNTIME
  const electron = findElectron(electronPackage)
  if (asked === 'electron' && electron === undefined) {
    throw new Error('APP_RUNTIME=electron, but the Electron binary is not installed: npx install-electron')
  }
  const wanted = asked === 'electron' || (asked !== 'stand-in' && hasDisplay(env))
  if (electron !== undefined && wanted) {
    return {
      kind: 'electron',
      env: { ELECTRON_EXEC_PATH: electron },
      executable: electron,
      note: 'Runs on Electron.',
    }
  }
  const executable = join(import.meta.dirname, 'electron')
  const visible = env.STANDIN_VISIBLE === '1'
  const chromium = findChromium(visible, env)?.path
  const why = electron === undefined ? 'The Electron binary is not installed' : 'Electron was not chosen'
  return {
    kind: 'stand-in',
    env: { ELECTRON_OVERRIDE_DIST_PATH: import.meta.dirname, ELECTRON_EXEC_PATH: executable },
    executable,
    note: chromium
      ? `${why}: runs on the stand-in with ${chromium}.`
      : `${why}, and there is no Chromium for the stand-in: apt-get install ${visible ? 'chromium' : 'chromium-headless-shell'}`,
  }
}

/** Path of the Electron binary that the npm package has fetched, if it has. */
function findElectron(electronPackage: string): string | undefined {
  const pathFile = join(electronPackage, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : undefined
}
