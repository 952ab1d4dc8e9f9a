import { join } from 'node:path'

/**
 * The data folder of the app where nobody chose another: the place of its platform (Electron, `app.getPath`,
 * `userData`) and the name of the product.
 */
export function usualDataFolder(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  return join(settingsFolder(platform, env, home), 'Weightron Explorer')
}

function settingsFolder(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming')
  return env.XDG_CONFIG_HOME || join(home, '.config')
}
