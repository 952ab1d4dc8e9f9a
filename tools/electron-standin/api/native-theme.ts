import type { NativeTheme } from 'electron'
import { devTools } from '../browser.ts'
import { isDevToolsGone } from '../chromium/pipe.ts'
import { strictEmitter } from '../strict.ts'
import { app } from './app.ts'
import { StandInWebContents } from './web-contents.ts'

type Implemented = Pick<
  NativeTheme,
  | 'themeSource'
  | 'shouldUseDarkColors'
  | 'shouldUseHighContrastColors'
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
>

/** Follows `themeSource`; the system itself is light. Each window is told by its `prefers-color-scheme`. */
class StandInNativeTheme extends strictEmitter('nativeTheme') implements Implemented {
  readonly shouldUseHighContrastColors = false
  readonly inForcedColorsMode = false
  readonly prefersReducedTransparency = false
  #source: NativeTheme['themeSource'] = 'system'

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    if (source === this.#source) return
    this.#source = source
    for (const contents of StandInWebContents.getAllWebContents()) void emulate(contents, source)
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}

async function emulate(contents: StandInWebContents, source: NativeTheme['themeSource']): Promise<void> {
  const value = source === 'system' ? '' : source
  try {
    const { sessionId } = await contents.page()
    const features = [{ name: 'prefers-color-scheme', value }]
    await devTools().send('Emulation.setEmulatedMedia', { features }, sessionId)
  } catch (error) {
    if (!isDevToolsGone(error)) process.stderr.write(`electron stand-in: theme: ${String(error)}\n`)
  }
}

export const nativeTheme = new StandInNativeTheme()
app.on('web-contents-created', (_event: unknown, contents: StandInWebContents) => {
  if (nativeTheme.themeSource !== 'system') void emulate(contents, nativeTheme.themeSource)
})
