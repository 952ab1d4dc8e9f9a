import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { EventName, Events } from '../../shared/contract.ts'
import { isAppUrl } from './app-address.ts'
import { type RegistryOptions, registerCalls } from './call-registry.ts'

/** Serves the calls of our own windows. Together with the preload the only place that knows Electron's channels. */
export function serveCalls(options: Omit<RegistryOptions, 'ipcMain' | 'isTrusted' | 'onGone'>): void {
  registerCalls({ ...options, ipcMain, isTrusted, onGone })
}

function onGone({ sender }: IpcMainInvokeEvent, gone: () => void): void {
  const once = (): void => {
    sender.off('destroyed', once)
    sender.off('render-process-gone', once)
    gone()
  }
  sender.once('destroyed', once)
  sender.once('render-process-gone', once)
}

/** A message counts only from the main frame of a window of ours that shows our own page. */
function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    frame.parent === null &&
    BrowserWindow.fromWebContents(event.sender) !== null &&
    isAppUrl(frame.url)
  )
}

/** Sends an event to every window. */
export function broadcast<E extends EventName>(event: E, value: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(event, value)
  }
}
