import { BrowserWindow, dialog } from 'electron'

/**
 * Asks where to save a file; null when the person cancelled. The name may hold anything: what is not a letter, a
 * digit, a dot, an underscore or a hyphen becomes a hyphen.
 */
export async function askWhereToSave(name: string, extension: string): Promise<string | null> {
  const options = {
    defaultPath: `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${extension}`,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options))
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}
