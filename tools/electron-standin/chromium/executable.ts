import { existsSync } from 'node:fs'

const HEADLESS_SHELLS = ['/usr/bin/chromium-headless-shell']
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A Chromium on this machine; `full` ones need `--headless=new` where nothing is to be seen. */
export type ChromiumExecutable = { readonly path: string; readonly full: boolean }

/**
 * Finds a Chromium: the headless shell where no window is wanted, as it starts three times as fast, else a full
 * one. STANDIN_CHROMIUM names another. Answers undefined when there is none.
 */
export function findChromium(
  visible: boolean,
  env: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): ChromiumExecutable | undefined {
  const named = env.STANDIN_CHROMIUM
  if (named) return { path: named, full: !named.includes('headless') }
  const shell = visible ? undefined : HEADLESS_SHELLS.find(exists)
  if (shell) return { path: shell, full: false }
  const path = BROWSERS.find(exists)
  return path ? { path, full: true } : undefined
}
