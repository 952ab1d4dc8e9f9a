import { BrowserWindow, nativeTheme, screen } from 'electron'
import { devServerOrigin, startPage } from './app-address.ts'
import { frameColours, windowOptions } from './window-options.ts'
import { readWindowState, rememberWindowState, visibleBounds } from './window-state.ts'

export interface WindowPlaces {
  readonly preload: string
  readonly stateFile: string
  readonly isPackaged: boolean
}

/** Opens the one window where it was last, and shows it once it has painted. */
export function openMainWindow({ preload, stateFile, isPackaged }: WindowPlaces): BrowserWindow {
  const state = readWindowState(stateFile)
  const window = new BrowserWindow(
    windowOptions(
      preload,
      visibleBounds(state, screen),
      nativeTheme.shouldUseDarkColors,
      isPackaged,
      process.platform,
    ),
  )
  if (state?.maximized === true) window.maximize()
  rememberWindowState(window, stateFile)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(devServerOrigin() ?? startPage)
  return window
}

/** Keeps the colours of the frame in step with the theme, where the system draws its buttons over the title row. */
export function followTheme(): void {
  nativeTheme.on('updated', () => {
    const colours = nativeTheme.shouldUseDarkColors ? frameColours.dark : frameColours.light
    for (const window of BrowserWindow.getAllWindows()) {
      window.setBackgroundColor(colours.frame)
      if (process.platform === 'win32') {
        window.setTitleBarOverlay({ color: colours.frame, symbolColor: colours.symbols })
      }
    }
  })
}

/** Brings the window to the front, when the app was started a second time. */
export function showMainWindow(): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
