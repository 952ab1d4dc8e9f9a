import { EventEmitter } from 'node:events'

/** Names that Node, the inspector or test code ask any object for; answering undefined is right for them. */
const ASKED_BY_LANGUAGE = new Set([
  'then',
  'toJSON',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  '__esModule',
  'splice',
  '_events',
  '_eventsCount',
  '_maxListeners',
])

/** The error that every missing member ends in: a test must fail here rather than pass on `undefined`. */
export function notImplemented(what: string): Error {
  return new Error(`${what} is not implemented by the stand-in`)
}

/** The end of a prototype chain on which every unknown member throws. */
function endOfChain(label: string): object {
  return new Proxy(Object.create(null), {
    get(_target, key) {
      if (typeof key === 'symbol' || key in Object.prototype || ASKED_BY_LANGUAGE.has(key)) {
        return Reflect.get(Object.prototype, key)
      }
      throw notImplemented(`${label}.${key}`)
    },
  })
}

/** Makes unknown members of `api` throw. Changes and returns the same object. */
export function strict<T extends object>(label: string, api: T): T {
  return Object.setPrototypeOf(api, endOfChain(label))
}

/**
 * An EventEmitter base class on which unknown members throw. Its prototype holds copies of EventEmitter's methods,
 * as the chain of the real one ends in Object.prototype; `instanceof EventEmitter` is therefore false.
 */
export function strictEmitter(label: string): new () => EventEmitter {
  class StrictEmitter extends EventEmitter {}
  const methods = Object.getOwnPropertyDescriptors(EventEmitter.prototype)
  Object.setPrototypeOf(StrictEmitter.prototype, Object.create(endOfChain(label), methods))
  return StrictEmitter
}
