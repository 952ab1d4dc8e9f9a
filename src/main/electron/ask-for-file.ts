import { BrowserWindow, dialog } from 'electron'

/** Asks for one file to read; null when the person cancelled. */
export async function askForFile(title: string, buttonLabel: string): Promise<string | null> {
  const options = { title, buttonLabel, properties: ['openFile' as const, 'showHiddenFiles' as const] }
  const window = BrowserWindow.getFocusedWindow()
  const answer = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}
