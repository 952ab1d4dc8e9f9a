import { contextBridge, ipcRenderer } from 'electron'
import type { CallName, EventName, ExplorerBridge } from '../shared/contract.ts'

/**
 * The names in the contract, put in by the build (electron.vite.config.ts), so that the schemas and their library
 * need not be loaded before the first paint.
 */
declare const __CALL_NAMES__: readonly CallName[]
declare const __EVENT_NAMES__: readonly EventName[]

type Group = Record<string, unknown>

/** One named function for each call and each event. No channel name and no generic `invoke` crosses. */
function buildBridge(): ExplorerBridge {
  const bridge: Record<string, Group> = {}
  for (const name of __CALL_NAMES__) {
    const [group, method] = name.split('.') as [string, string]
    const send = (input: unknown, requestId?: string) => ipcRenderer.invoke(name, input, requestId)
    bridge[group] = { ...bridge[group], [method]: send }
  }
  bridge['on'] = Object.fromEntries(__EVENT_NAMES__.map(event => [event, listenTo(event)]))
  return bridge as unknown as ExplorerBridge
}

/** Listens to one event; the answer stops listening. */
function listenTo(event: EventName) {
  return (listener: (value: unknown) => void) => {
    const forward = (_event: unknown, value: unknown): void => listener(value)
    ipcRenderer.on(event, forward)
    return () => void ipcRenderer.removeListener(event, forward)
  }
}

contextBridge.exposeInMainWorld('explorer', buildBridge())
