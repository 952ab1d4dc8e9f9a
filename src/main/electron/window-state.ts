import { readFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle, Screen } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640),
  height: z.int().min(420),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof stateSchema>

/** The window's last place; null when there is none, or the file is damaged (the defaults are then good enough). */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** The bounds to open with: the last ones, but for a screen that is no longer there. */
export function visibleBounds(
  state: WindowState | null,
  screen: Pick<Screen, 'getAllDisplays'>,
): Partial<Rectangle> {
  if (state === null) return {}
  const { x, y, width, height } = state
  // A strip of the title row wide enough to grab must be on some screen.
  const reachable = screen.getAllDisplays().some(({ workArea }) => {
    const right = Math.min(x + width, workArea.x + workArea.width)
    return right - Math.max(x, workArea.x) >= 120 && y >= workArea.y && y < workArea.y + workArea.height - 40
  })
  return reachable ? { x, y, width, height } : { width, height }
}

/** Remembers the window's place when it closes. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileAtomic.sync(file, JSON.stringify(state), { mode: 0o600 })
    } catch {
      // A full disk must not keep the window from closing; the next one opens where an earlier one was.
    }
  })
}
