import { expect, test } from 'playwright/test'
import { type Contract, launchContract, newFolder, removeFolder } from './launch.ts'
import './page-globals.ts'

let contract: Contract
test.beforeAll(async () => {
  contract = await launchContract(await newFolder())
})
test.afterAll(async () => {
  await contract.app.close()
  await removeFolder(contract.userData)
})

test('the page sees nothing of the preload but what was exposed', async () => {
  const seen = await contract.page.evaluate(() => ({
    types: [
      typeof window.preloadSecret,
      typeof window.require,
      typeof window.process,
      typeof window.ipcRenderer,
    ],
    names: Object.getOwnPropertyNames(window).filter(name => /^(send|receive|boot)[0-9a-f-]{8}/.test(name)),
  }))
  expect(seen).toEqual({ types: Array(4).fill('undefined'), names: [] })
})

test('an exposed API is a frozen copy that cannot be replaced', async () => {
  const seen = await contract.page.evaluate(() => {
    const { bridge } = window
    const descriptor = Object.getOwnPropertyDescriptor(window, 'bridge')
    return {
      writable: descriptor?.writable,
      configurable: descriptor?.configurable,
      frozen: [Object.isFrozen(bridge), Object.isFrozen(bridge.nested.list), Object.isFrozen(bridge.add)],
      plain: Object.getPrototypeOf(bridge) === Object.prototype && bridge.add instanceof Function,
      values: [bridge.version, bridge.nested.list, bridge.nested.map.get('k'), bridge.nested.date.getTime()],
      parcel: [bridge.parcel.weight, typeof bridge.parcel.weigh],
    }
  })
  expect(seen).toEqual({
    writable: false,
    configurable: false,
    frozen: [true, true, true],
    plain: true,
    values: ['1.0', [1, { a: 1 }], 1, 0],
    parcel: [1, 'undefined'],
  })
})

test('functions, promises and values cross the bridge as in Electron', async () => {
  const seen = await contract.page.evaluate(async () => {
    const { bridge } = window
    const attempt = (work: () => unknown): unknown => {
      try {
        return work()
      } catch (error) {
        return [error instanceof Error, (error as Error).message]
      }
    }
    const counter = bridge.counter()
    const own = (): number => 1
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    const copy = bridge.echo(cycle) as typeof cycle
    return {
      sum: bridge.add(2, 3),
      counter: [counter.next(), counter.next(), await counter.later()],
      callBack: bridge.callBack(value => value * 2),
      callBackLater: await bridge.callBackLater(async value => value + 10),
      ownFunctionComesBack: bridge.echo(own) === own,
      symbol: bridge.kindOf(Symbol('s')),
      blob: bridge.kindOf(new Blob(['b'])),
      bytes: bridge.echo(new Uint8Array([1])) instanceof Uint8Array,
      error: bridge.echo(new TypeError('t')) instanceof Error,
      cycle: copy.self === copy && copy !== cycle,
      thrown: attempt(() => bridge.fail()),
      weakMap: attempt(() => bridge.echo(new WeakMap())),
      again: attempt(() => bridge.exposeAgain()),
    }
  })
  expect(seen).toEqual({
    sum: 5,
    counter: [1, 2, 2],
    callBack: 41,
    callBackLater: 12,
    ownFunctionComesBack: true,
    symbol: '[object Undefined]',
    blob: '[object Blob]',
    bytes: true,
    error: true,
    cycle: true,
    thrown: [true, 'refused'],
    weakMap: [true, 'An object could not be cloned.'],
    again: [true, 'Cannot bind an API on top of an existing property on the window object'],
  })
})

test('a sandboxed preload has a small process and a require of electron alone', async () => {
  expect(await contract.page.evaluate(() => window.bridge.hasProcess())).toBe(true)
  expect(await contract.page.evaluate(() => window.bridge.requireOf('node:fs'))).toBe(
    'module not found: node:fs',
  )
  expect(await contract.page.evaluate(() => window.bridge.requireOf('electron/renderer'))).toBe('object')
})

test('a call carries structured clones both ways', async () => {
  const seen = await contract.page.evaluate(async () => {
    const value = {
      missing: undefined,
      nan: Number.NaN,
      minusZero: -0,
      big: 2n ** 70n,
      date: new Date(5),
      pattern: /x/gi,
      map: new Map([[{ a: 1 }, new Set([1])]]),
      floats: new Float64Array([1.5]),
      buffer: new ArrayBuffer(3),
      sparse: Object.assign(new Array(3), { 2: 'last' }),
      error: new RangeError('far'),
      self: undefined as unknown,
    }
    value.self = value
    const back = (await window.bridge.invoke('echo', value)) as typeof value
    const [[key, set] = []] = [...back.map]
    return {
      missing: 'missing' in back && back.missing === undefined,
      numbers: [Object.is(back.nan, Number.NaN), Object.is(back.minusZero, -0), back.big === 2n ** 70n],
      date: back.date.getTime(),
      pattern: String(back.pattern),
      map: [key?.a, set?.has(1)],
      bytes: [back.floats instanceof Float64Array, back.floats[0], back.buffer.byteLength],
      sparse: [back.sparse.length, back.sparse[2]],
      error: [back.error instanceof Error, back.error.message],
      self: back.self === back,
    }
  })
  expect(seen).toEqual({
    missing: true,
    numbers: [true, true, true],
    date: 5,
    pattern: '/x/gi',
    map: [1, true],
    bytes: [true, 1.5, 3],
    sparse: [3, 'last'],
    error: [true, 'far'],
    self: true,
  })
})

test('errors of calls read as in Electron', async () => {
  const messageOf = (channel: string): Promise<unknown> =>
    contract.page.evaluate(name => window.bridge.invoke(name).catch((error: Error) => error.message), channel)
  expect(await messageOf('fail')).toBe(
    "Error invoking remote method 'fail': TypeError: text must be a string",
  )
  expect(await messageOf('none')).toBe(
    "Error invoking remote method 'none': Error: No handler registered for 'none'",
  )
  expect(await messageOf('uncloneable')).toMatch(/An object could not be cloned/)
  const sent = contract.page.evaluate(() => window.bridge.invoke('echo', () => 1))
  await expect(sent).rejects.toThrow(/An object could not be cloned/)
})

test('events reach their listeners until these are removed', async () => {
  const seen = await contract.page.evaluate(async () => {
    const { bridge } = window
    const first: unknown[] = []
    const heard = (): Promise<unknown[]> =>
      new Promise(resolve => {
        const off = bridge.on('told', (...args: unknown[]) => {
          off()
          resolve(args)
        })
      })
    const off = bridge.on('told', (...args: unknown[]) => first.push(args))
    const one = heard()
    bridge.send('broadcast', 1, new Map([[1, 2]]))
    const got = await one
    off()
    const two = heard()
    bridge.send('broadcast', 2)
    await two
    return { heard: first.length, number: got[0], map: (got[1] as Map<number, number>).get(1) }
  })
  expect(seen).toEqual({ heard: 1, number: 1, map: 2 })
})

test('a handler knows which frame has called', async () => {
  expect(await contract.page.evaluate(() => window.bridge.invoke('sender'))).toEqual({
    url: 'app://strict/index.html',
    origin: 'app://strict',
    isMainFrame: true,
  })
})

test('calls go on after a reload', async () => {
  await contract.page.reload()
  expect(await contract.page.evaluate(() => window.bridge.invoke('echo', 'again'))).toBe('again')
})
