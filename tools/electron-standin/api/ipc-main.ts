import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { strictEmitter } from '../strict.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown
type Implemented = Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>

const handlers = new Map<string, Handler>()

class StandInIpcMain extends strictEmitter('ipcMain') implements Implemented {
  handle(channel: string, handler: Handler): void {
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`)
    }
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new StandInIpcMain()

/** Runs the handler of a channel. @throws what the handler throws, or when there is none */
export async function callHandler(
  channel: string,
  event: IpcMainInvokeEvent,
  args: unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  return handler(event, ...args)
}
