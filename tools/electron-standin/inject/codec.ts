/** The two ways between text and bytes that differ between Node and a page. */
export type Base64 = { encode(bytes: Uint8Array): string; decode(text: string): Uint8Array }

export type Codec = { encode(value: unknown): string; decode(text: string): unknown }

/**
 * Structured clone as text, for what crosses between main and a page. JSON-like data goes as JSON (`J…`); all else as a table of
 * nodes that refer to each other by index (`T…`), which keeps cycles and shared references.
 *
 * Runs in Node and, by its source text, in pages: it may use nothing from outside itself.
 */
export function makeCodec(base64: Base64): Codec {
  type TableNode = readonly [kind: string, ...parts: unknown[]]
  const DEEPEST_JSON = 500
  const typed = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array]
  const views = [...typed, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView]
  const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]
  const uncloneable = [
    'Promise',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'Window',
    'Blob',
    'File',
    'MessagePort',
    'Proxy',
  ]

  const classOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)
  const cannotClone = (what: string): Error => new Error(`An object could not be cloned. (${what})`)

  function isJson(value: unknown, seen: Set<object>, depth: number): boolean {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
    if (typeof value !== 'object' || depth > DEEPEST_JSON || seen.has(value)) return false
    seen.add(value)
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        if (!(index in value) || !isJson(value[index], seen, depth + 1)) return false
      }
      return true
    }
    const prototype = Object.getPrototypeOf(value)
    if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) return false
    return Object.values(value).every(item => isJson(item, seen, depth + 1))
  }

  function toTable(root: unknown): TableNode[] {
    const table: TableNode[] = []
    const indexes = new Map<unknown, number>()
    const add = (value: unknown): number => {
      const known = indexes.get(value)
      if (known !== undefined && !Object.is(value, 0) && !Object.is(value, -0)) return known
      const index = table.push(['undefined']) - 1
      indexes.set(value, index)
      table[index] = describe(value)
      return index
    }
    const describe = (value: unknown): TableNode => {
      if (value === undefined) return ['undefined']
      if (typeof value === 'bigint') return ['bigint', String(value)]
      if (typeof value === 'function' || typeof value === 'symbol') throw cannotClone(typeof value)
      if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
        return ['number', Object.is(value, -0) ? '-0' : String(value)]
      }
      if (typeof value !== 'object' || value === null) return ['json', value]
      return describeObject(value)
    }
    const describeObject = (value: object): TableNode => {
      if (Array.isArray(value))
        return ['array', value.length, Object.keys(value).map(key => [key, add(value[Number(key)])])]
      if (ArrayBuffer.isView(value)) {
        const name = views.find(view => value instanceof view)?.name
        if (name === undefined) throw cannotClone('view')
        return ['view', name, base64.encode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
      }
      if (value instanceof Map) return ['map', [...value].map(([key, item]) => [add(key), add(item)])]
      if (value instanceof Set) return ['set', [...value].map(add)]
      if (value instanceof Date) return ['date', value.getTime()]
      if (value instanceof RegExp) return ['regexp', value.source, value.flags]
      const name = classOf(value)
      if (name === 'ArrayBuffer') return ['buffer', base64.encode(new Uint8Array(value as ArrayBuffer))]
      if (value instanceof Error || name === 'DOMException') return describeError(value as Error)
      if (name === 'Boolean' || name === 'Number' || name === 'String') return ['boxed', add(value.valueOf())]
      if (uncloneable.includes(name) || 'nodeType' in value) throw cannotClone(`#<${name}>`)
      return ['object', Object.entries(value).map(([key, item]) => [key, add(item)])]
    }
    const describeError = (error: Error): TableNode => {
      const name = errors.some(type => type.name === error.name) ? error.name : 'Error'
      const cause = 'cause' in error ? [add(error.cause)] : []
      return ['error', name, String(error.message), String(error.stack), ...cause]
    }
    add(root)
    return table
  }

  /** Bytes in a buffer of their own: Node's may be a slice of a shared one. */
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(base64.decode(text))

  function fromTable(table: readonly TableNode[]): unknown {
    const made = new Map<number, unknown>()
    const keep = <T>(index: number, value: T): T => {
      made.set(index, value)
      return value
    }
    const put = (target: object, key: string, value: unknown): void => {
      Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
    }
    const get = (index: number): unknown => (made.has(index) ? made.get(index) : make(index))
    const make = (index: number): unknown => {
      const [kind, ...parts] = table[index] ?? ['missing']
      const first = parts[0] as never
      switch (kind) {
        case 'undefined':
          return undefined
        case 'json':
          return first
        case 'bigint':
          return BigInt(first)
        case 'number':
          return Number(first)
        case 'date':
          return keep(index, new Date(first ?? Number.NaN))
        case 'regexp':
          return keep(index, new RegExp(first, parts[1] as string))
        case 'boxed':
          return keep(index, Object(get(first)))
        case 'buffer':
          return keep(index, bytesOf(first).buffer)
        case 'view': {
          const View = (views.find(view => view.name === first) ?? Uint8Array) as new (
            buffer: ArrayBufferLike,
          ) => ArrayBufferView
          return keep(index, new View(bytesOf(parts[1] as string).buffer))
        }
        case 'array': {
          const array = keep<unknown[]>(index, new Array(first))
          for (const [key, item] of parts[1] as [number, number][]) array[key] = get(item)
          return array
        }
        case 'object': {
          const object = keep(index, {})
          for (const [key, item] of parts[0] as [string, number][]) put(object, key, get(item))
          return object
        }
        case 'map': {
          const map = keep(index, new Map())
          for (const [key, item] of parts[0] as [number, number][]) map.set(get(key), get(item))
          return map
        }
        case 'set': {
          const set = keep(index, new Set())
          for (const item of parts[0] as number[]) set.add(get(item))
          return set
        }
        case 'error': {
          const ErrorType = errors.find(type => type.name === first) ?? Error
          const error = keep(index, new ErrorType(parts[1] as string))
          Object.defineProperty(error, 'stack', { value: parts[2], writable: true, configurable: true })
          if (parts.length > 3) error.cause = get(parts[3] as number)
          return error
        }
      }
      throw new Error(`unknown node '${kind}'`)
    }
    return get(0)
  }

  return {
    encode: value =>
      isJson(value, new Set(), 0) ? `J${JSON.stringify(value)}` : `T${JSON.stringify(toTable(value))}`,
    decode: text => (text.startsWith('J') ? JSON.parse(text.slice(1)) : fromTable(JSON.parse(text.slice(1)))),
  }
}
