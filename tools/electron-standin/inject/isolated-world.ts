import type { Bridge } from './bridge.ts'
import type { Base64, Codec } from './codec.ts'

type Listener = (event: unknown, ...args: unknown[]) => void

export type IsolatedWorldOptions = {
  readonly makeBridge: (port: EventTarget, side: 'preload') => Bridge
  readonly makeCodec: (base64: Base64) => Codec
  readonly bootEvent: string
  /** Name of the function that carries text to main; removed from the world's globals before the preload runs. */
  readonly binding: string
  /** Name of the function that main calls here. */
  readonly receive: string
  readonly filename: string
  readonly process: Readonly<Record<string, unknown>>
  readonly preload: (
    require: (id: string) => unknown,
    exports: unknown,
    module: { exports: unknown },
    process: unknown,
    global: unknown,
  ) => void
}

/**
 * What a sandboxed preload finds: `ipcRenderer`, `contextBridge`, a `require` of these alone, and a small
 * `process`. Runs in the page's isolated world by its source text: it may use nothing from outside itself.
 */
export function startIsolatedWorld(options: IsolatedWorldOptions): void {
  const globals = globalThis as unknown as Record<string, unknown>
  const toMain = globals[options.binding] as ((text: string) => void) | undefined
  delete globals[options.binding]
  if (window !== window.top || !toMain) return

  const codec = options.makeCodec({
    encode: bytes => {
      let text = ''
      for (let at = 0; at < bytes.length; at += 32_768) {
        text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
      }
      return btoa(text)
    },
    decode: text => Uint8Array.from(atob(text), character => character.charCodeAt(0)),
  })
  const port = new EventTarget()
  window.dispatchEvent(new MouseEvent(options.bootEvent, { relatedTarget: port }))
  const bridge = options.makeBridge(port, 'preload')
  const post = (head: object, args: unknown[]): void =>
    toMain(`${JSON.stringify(head)}\n${codec.encode(args)}`)

  const strict = <T extends object>(label: string, api: T): T =>
    Object.setPrototypeOf(
      api,
      new Proxy(Object.create(null), {
        get(_target, key) {
          const asked =
            typeof key === 'symbol' ||
            key in Object.prototype ||
            /^(then|toJSON|__esModule|default)$/.test(key)
          if (asked) return Reflect.get(Object.prototype, key)
          throw new Error(`${label}.${key} is not implemented by the stand-in`)
        },
      }),
    )

  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>()
  const add = (channel: string, listener: Listener, once: boolean): unknown => {
    if (typeof listener !== 'function')
      throw new TypeError('The "listener" argument must be of type function.')
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener): unknown => {
    const list = listeners.get(channel) ?? []
    const last = list.findLastIndex(item => item.listener === listener)
    listeners.set(channel, list.toSpliced(last === -1 ? list.length : last, 1))
    return ipcRenderer
  }
  const emit = (channel: string, ...args: [event: unknown, ...rest: unknown[]]): boolean => {
    const list = listeners.get(channel) ?? []
    for (const { listener, once } of list) {
      if (once) remove(channel, listener)
      Reflect.apply(listener, ipcRenderer, args)
    }
    return list.length > 0
  }

  const calls = new Map<
    number,
    { channel: string; resolve(value: unknown): void; reject(error: Error): void }
  >()
  let lastCall = 0
  const ipcRenderer: object = strict('ipcRenderer', {
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
    emit,
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel }, args),
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = ++lastCall
      post({ kind: 'invoke', id, channel }, args)
      return new Promise((resolve, reject) => calls.set(id, { channel, resolve, reject }))
    },
  })

  const receive = (headText: string, body: string): void => {
    const head: { kind: string; id: number; channel: string; message: string } = JSON.parse(headText)
    const args = codec.decode(body) as unknown[]
    if (head.kind === 'event') {
      emit(
        head.channel,
        { sender: ipcRenderer, ports: [], defaultPrevented: false, preventDefault() {} },
        ...args,
      )
    } else if (head.kind === 'visibility') {
      bridge.showAs(args[0] as DocumentVisibilityState)
    } else {
      const call = calls.get(head.id)
      calls.delete(head.id)
      if (head.kind === 'result') call?.resolve(args[0])
      else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${head.message}`))
    }
  }
  Object.defineProperty(globalThis, options.receive, { value: receive })

  const contextBridge = strict('contextBridge', { exposeInMainWorld: bridge.expose })
  const electron = strict('electron', { ipcRenderer, contextBridge })
  const require = (id: string): unknown => {
    if (/^electron(\/(renderer|common))?$/.test(id)) return electron
    throw new Error(`module not found: ${id}`)
  }
  post({ kind: 'hello' }, [])
  try {
    const module = { exports: {} }
    options.preload(require, module.exports, module, options.process, globalThis)
  } catch (error) {
    console.error(`Unable to load preload script: ${options.filename}`)
    console.error(error)
    post({ kind: 'preload-error' }, [error instanceof Error ? error : new Error(String(error))])
  }
}
