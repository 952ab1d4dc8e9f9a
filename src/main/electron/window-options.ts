import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'

/** Height of the title row; the window's own buttons lie over it on macOS and Windows. */
const titleRow = 40

/** Colours of the frame, so that the window does not flash before the page paints (theme/tokens.css). */
export const frameColours = {
  light: { frame: '#f3f3f6', symbols: '#4d505d' },
  dark: { frame: '#101115', symbols: '#b3b6c2' },
} as const

/** Options of the one window. Its preferences are what security depends on: nothing of Node in the page. */
export function windowOptions(
  preload: string,
  bounds: Partial<Rectangle>,
  dark: boolean,
  isPackaged: boolean,
  platform: NodeJS.Platform,
): BrowserWindowConstructorOptions {
  const colours = dark ? frameColours.dark : frameColours.light
  const hasOverlay = platform === 'darwin' || platform === 'win32'
  return {
    width: 1280,
    height: 800,
    ...bounds,
    minWidth: 640,
    minHeight: 420,
    show: false,
    title: 'Weightron Explorer',
    backgroundColor: colours.frame,
    autoHideMenuBar: true,
    ...(hasOverlay
      ? {
          titleBarStyle: 'hidden',
          titleBarOverlay: { color: colours.frame, symbolColor: colours.symbols, height: titleRow },
        }
      : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !isPackaged,
    },
  }
}
