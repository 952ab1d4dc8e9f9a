import { rm } from 'node:fs/promises'
import type { Clipboard, Dialog, Screen, Shell } from 'electron'
import { strict, strictEmitter } from '../strict.ts'

function unanswered(name: string): () => Promise<never> {
  return async () => {
    throw new Error(
      `dialog.${name} was called, and nobody is there to answer; a test replaces it in app.evaluate`,
    )
  }
}

/** Nobody can answer a dialog here: a test replaces the function it expects. */
export const dialog = strict('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<Dialog>)

/** What was handed to the desktop. A test reads it as `shell.standInOpened`. */
const standInOpened: { readonly kind: 'external' | 'path' | 'folder'; readonly target: string }[] = []

export const shell = strict('shell', {
  standInOpened,
  async openExternal(target) {
    standInOpened.push({ kind: 'external', target })
  },
  async openPath(target) {
    standInOpened.push({ kind: 'path', target })
    return ''
  },
  showItemInFolder(target) {
    standInOpened.push({ kind: 'folder', target })
  },
  async trashItem(path) {
    await rm(path, { recursive: true })
  },
  beep() {},
} satisfies Partial<Shell> & { standInOpened: unknown })

let copied: string | undefined

/** A clipboard of this run's own, for text only, so that tests neither read nor change the desktop's. */
export const clipboard = strict('clipboard', {
  async writeText(text) {
    copied = String(text)
  },
  readText: async () => copied ?? '',
  has: async type => type === 'text/plain' && copied !== undefined,
  clear() {
    copied = undefined
  },
} satisfies Partial<Clipboard>)

const DISPLAY_AREA = { x: 0, y: 0, width: 1920, height: 1080 }
const DISPLAY = {
  id: 1,
  label: '',
  bounds: DISPLAY_AREA,
  workArea: DISPLAY_AREA,
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
  scaleFactor: 1,
  rotation: 0,
}

type ImplementedScreen = Record<
  keyof Pick<
    Screen,
    | 'getPrimaryDisplay'
    | 'getAllDisplays'
    | 'getDisplayMatching'
    | 'getDisplayNearestPoint'
    | 'getCursorScreenPoint'
  >,
  () => unknown
>

/** One display that never changes. */
class StandInScreen extends strictEmitter('screen') implements ImplementedScreen {
  getPrimaryDisplay = () => DISPLAY
  getAllDisplays = () => [DISPLAY]
  getDisplayMatching = () => DISPLAY
  getDisplayNearestPoint = () => DISPLAY
  getCursorScreenPoint = () => ({ x: 0, y: 0 })
}
export const screen = new StandInScreen()
