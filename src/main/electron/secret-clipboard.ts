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

  async function clear(): Promise<void> {
    clearTimeout(timer)
    const secret = copied
    copied = null
    if (secret !== null && (await clipboard.readText()) === secret) clipboard.clear()
  }

  return {
    async copy(secret: string): Promise<void> {
      clearTimeout(timer)
      await clipboard.writeText(secret)
      copied = secret
      timer = setTimeout(() => void clear(), clipboardSeconds * 1000)
    },
    clear,
  }
}
