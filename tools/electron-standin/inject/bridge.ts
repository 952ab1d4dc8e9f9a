export type Bridge = {
  /** Isolated world only: makes a copy of `api` appear in the page under `key`. */
  expose(key: string, api: unknown): void
  /** Isolated world only: tells the page's world what its `document.visibilityState` is. */
  showAs(state: DocumentVisibilityState): void
}

/**
 * One end of the context bridge. It runs in both worlds, which share nothing but `port`: an event dispatched there
 * is seen by the other world at once, with its detail cloned. So nothing but copies, and numbers that stand for
 * functions and promises, ever crosses.
 *
 * Runs in pages by its source text: it may use nothing from outside itself.
 */
export function makeBridge(port: EventTarget, side: 'page' | 'preload'): Bridge {
  type BridgeNode = readonly [kind: string, ...parts: unknown[]]
  type Packed = readonly BridgeNode[]
  type Answer = { readonly ok: boolean; readonly value: Packed }
  type AnyFunction = (...args: unknown[]) => unknown
  const DEEPEST = 1000
  const DEEPEST_JSON = 500
  const PLATFORM =
    /^(Date|RegExp|Map|Set|ArrayBuffer|Blob|File|FileList|Image(Data|Bitmap)|DOM\w+|Boolean|Number|String|BigInt|CryptoKey|Weak\w+|MessagePort)$/

  // Taken now: the page may replace these later.
  const { apply } = Reflect
  const clone = structuredClone
  const Custom = CustomEvent
  const dispatch = EventTarget.prototype.dispatchEvent.bind(port)
  const describeClass = Object.prototype.toString

  const other = side === 'page' ? 'preload' : 'page'
  const shared = new Map<number, AnyFunction>()
  const borrowed = new WeakMap<object, number>()
  const settlers = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>()
  let lastId = 0
  let answer: Answer | undefined

  const post = (kind: string, detail: unknown): void => {
    dispatch(new Custom(`${other}:${kind}`, { detail }))
  }
  const listen = <T>(kind: string, listener: (detail: T) => void): void => {
    port.addEventListener(`${side}:${kind}`, event => listener((event as CustomEvent<T>).detail))
  }
  const share = (value: AnyFunction): number => {
    shared.set(++lastId, value)
    return lastId
  }

  function isJson(value: unknown, seen: Set<object>, depth: number): boolean {
    if (typeof value === 'function' || typeof value === 'symbol') return false
    if (typeof value !== 'object' || value === null) return true
    if (seen.has(value) || depth > DEEPEST_JSON) return false
    seen.add(value)
    const prototype = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== Array.prototype) return false
    return Object.values(value).every(item => isJson(item, seen, depth + 1))
  }

  function pack(root: unknown): Packed {
    if (isJson(root, new Set(), 0)) return [['copy', root]]
    const nodes: BridgeNode[] = []
    const indexes = new Map<unknown, number>()
    const add = (value: unknown, depth: number): number => {
      const known = indexes.get(value)
      if (known !== undefined && typeof value === 'object') return known
      if (depth > DEEPEST) {
        throw new Error(
          'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.',
        )
      }
      const index = nodes.push(['copy', undefined]) - 1
      indexes.set(value, index)
      nodes[index] = describe(value, depth)
      return index
    }
    const describe = (value: unknown, depth: number): BridgeNode => {
      if (typeof value === 'symbol') return ['copy', undefined]
      if (typeof value === 'function') {
        const id = borrowed.get(value)
        return id === undefined ? ['function', share(value as AnyFunction)] : ['returned', id]
      }
      if (typeof value !== 'object' || value === null) return ['copy', value]
      if (value instanceof Promise) return ['promise', sharePromise(value)]
      if (value instanceof Error) return ['error', String(value.message), String(value.stack)]
      if (Array.isArray(value)) return ['array', Array.from(value, item => add(item, depth + 1))]
      if (isPlain(value)) {
        const entries = Object.entries(value).filter(([, item]) => typeof item !== 'symbol')
        return ['object', entries.map(([key, item]) => [key, add(item, depth + 1)])]
      }
      try {
        return ['copy', clone(value)]
      } catch {
        throw new Error('An object could not be cloned.')
      }
    }
    add(root, 0)
    return nodes
  }

  function isPlain(value: object): boolean {
    const prototype = Object.getPrototypeOf(value)
    if (prototype === Object.prototype || prototype === null) return true
    return (
      !ArrayBuffer.isView(value) &&
      !PLATFORM.test(describeClass.call(value).slice(8, -1)) &&
      !(value instanceof Node)
    )
  }

  function sharePromise(promise: Promise<unknown>): number {
    const id = ++lastId
    const settle = (ok: boolean, value: unknown): void => {
      try {
        post('settle', { id, ok, value: pack(value) })
      } catch (error) {
        post('settle', { id, ok: false, value: pack(error) })
      }
    }
    promise.then(
      value => settle(true, value),
      reason => settle(false, reason),
    )
    return id
  }

  function unpack(nodes: Packed, freeze = false): unknown {
    const made = new Map<number, unknown>()
    const keep = <T>(index: number, value: T): T => {
      made.set(index, value)
      return value
    }
    const finish = <T>(value: T): T => (freeze ? Object.freeze(value) : value)
    const get = (index: number): unknown => (made.has(index) ? made.get(index) : make(index))
    const make = (index: number): unknown => {
      const [kind, first, second] = nodes[index] ?? []
      switch (kind) {
        case 'array': {
          const array = keep<unknown[]>(index, [])
          for (const item of first as number[]) array.push(get(item))
          return finish(array)
        }
        case 'object': {
          const object = keep<Record<string, unknown>>(index, {})
          for (const [key, item] of first as [string, number][]) {
            Object.defineProperty(object, key, {
              value: get(item),
              writable: true,
              enumerable: true,
              configurable: true,
            })
          }
          return finish(object)
        }
        case 'function':
          return finish(keep(index, borrow(first as number)))
        case 'returned':
          return shared.get(first as number)
        case 'promise':
          return keep(
            index,
            new Promise((resolve, reject) => settlers.set(first as number, { resolve, reject })),
          )
        case 'error': {
          const error = keep(index, new Error(first as string))
          Object.defineProperty(error, 'stack', { value: second, configurable: true, writable: true })
          return error
        }
        default:
          return keep(index, freeze ? deepFreeze(first) : first)
      }
    }
    return get(0)
  }

  function deepFreeze(value: unknown): unknown {
    if (
      typeof value === 'object' &&
      value !== null &&
      !Object.isFrozen(value) &&
      !ArrayBuffer.isView(value)
    ) {
      Object.freeze(value)
      for (const item of Object.values(value)) deepFreeze(item)
    }
    return value
  }

  function borrow(id: number): AnyFunction {
    const proxy: AnyFunction = (...args) => {
      post('call', { id, args: args.map(pack) })
      const got = answer
      answer = undefined
      if (!got) throw new Error('The other side of the context bridge is gone.')
      if (!got.ok) throw unpack(got.value)
      return unpack(got.value)
    }
    borrowed.set(proxy, id)
    return proxy
  }

  listen<{ id: number; args: Packed[] }>('call', ({ id, args }) => {
    let result: Answer
    try {
      const target = shared.get(id)
      if (!target) throw new Error('The function of the context bridge is gone.')
      result = {
        ok: true,
        value: pack(
          apply(
            target,
            undefined,
            args.map(item => unpack(item)),
          ),
        ),
      }
    } catch (error) {
      result = { ok: false, value: pack(error instanceof Error ? error : new Error(String(error))) }
    }
    post('answer', result)
  })
  listen<Answer>('answer', got => {
    answer = got
  })
  listen<Answer & { id: number }>('settle', ({ id, ok, value }) => {
    const settler = settlers.get(id)
    settlers.delete(id)
    if (ok) settler?.resolve(unpack(value))
    else settler?.reject(unpack(value))
  })

  let taken: boolean | undefined
  if (side === 'page') {
    listen<{ key: string; api: Packed }>('expose', ({ key, api }) => {
      const exists = key in globalThis
      if (!exists) Object.defineProperty(globalThis, key, { value: unpack(api, true), enumerable: true })
      post('exposed', exists)
    })
    listen<DocumentVisibilityState>('show', state => {
      const before = document.visibilityState
      Object.defineProperties(document, {
        visibilityState: { get: () => state, configurable: true },
        hidden: { get: () => state === 'hidden', configurable: true },
      })
      if (state !== before) document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
  } else {
    listen<boolean>('exposed', exists => {
      taken = exists
    })
  }

  return {
    expose(key, api) {
      taken = undefined
      post('expose', { key, api: pack(api) })
      if (taken === undefined) throw new Error('The page has no context bridge.')
      if (taken) throw new Error('Cannot bind an API on top of an existing property on the window object')
    },
    showAs: state => post('show', state),
  }
}
