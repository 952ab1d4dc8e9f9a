import type { Clipboard } from 'electron'

/** Seconds a copied token stays on the clipboard, if nothing else was copied since. */
export const clipboardSeconds = 30

/**
 * Puts a secret on the clipboard and takes it off again after `clipboardSeconds`, or when the app ends, unless
 * something else was copied in between.
 */
export function createSecretClipboard(clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'clear'>) {
  let copied: string | null = null
  let timer: NodeJS.Timeout | undefined

  function clear(): void {
    clearTimeout(timer)
    if (copied !== null && clipboard.readText() === copied) clipboard.clear()
    copied = null
  }

  return {
    copy(secret: string): void {
      clearTimeout(timer)
      clipboard.writeText(secret)
      copied = secret
      timer = setTimeout(clear, clipboardSeconds * 1000)
    },
    clear,
  }
}
