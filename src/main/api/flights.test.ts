import { describe, expect, it } from 'vitest'
import { createByteCache } from './byte-cache.ts'
import { createFlights } from './flights.ts'

describe('shared work', () => {
  it('is started once for all who ask while it is under way', async () => {
    const flights = createFlights<number>()
    const { promise, resolve } = Promise.withResolvers<number>()
    let starts = 0
    const start = () => {
      starts++
      return promise
    }
    const all = Promise.all([flights.run('a', start), flights.run('a', start), flights.run('a', start)])
    resolve(7)
    expect(await all).toEqual([7, 7, 7])
    expect(await flights.run('a', start)).toBe(7)
    expect(starts).toBe(2)
  })

  it('goes on while somebody waits, and is aborted when the last has gone', async () => {
    const flights = createFlights<number>()
    const [first, second] = [new AbortController(), new AbortController()]
    let work: AbortSignal | undefined
    const start = (signal: AbortSignal) => {
      work = signal
      return new Promise<number>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const one = flights.run('a', start, first.signal)
    const two = flights.run('a', start, second.signal)
    first.abort()
    await expect(one).rejects.toMatchObject({ code: 'cancelled' })
    expect(work?.aborted).toBe(false)
    second.abort()
    await expect(two).rejects.toMatchObject({ code: 'cancelled' })
    expect(work?.aborted).toBe(true)
  })

  it('fails for all who wait, and starts anew for the next', async () => {
    const flights = createFlights<number>()
    const fail = async () => {
      throw new Error('down')
    }
    const both = [flights.run('a', fail), flights.run('a', fail)]
    for (const result of both) await expect(result).rejects.toThrow('down')
    expect(await flights.run('a', async () => 1)).toBe(1)
  })

  it('does not start for a caller that has gone', async () => {
    const flights = createFlights<number>()
    const start = () => Promise.reject(new Error('started'))
    await expect(flights.run('a', start, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('the cache of blocks', () => {
  it('drops what was used longest ago, and keeps the newest however large', () => {
    const cache = createByteCache<string>(100)
    cache.set('a', 'A', 40)
    cache.set('b', 'B', 40)
    cache.get('a')
    cache.set('c', 'C', 40)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C'])
    cache.set('d', 'D', 1000)
    expect([cache.get('a'), cache.get('c'), cache.get('d')]).toEqual([undefined, undefined, 'D'])
    cache.set('e', 'E', 10)
    expect([cache.get('d'), cache.get('e')]).toEqual([undefined, 'E'])
  })

  it('counts a value that is replaced once', () => {
    const cache = createByteCache<string>(100)
    for (let round = 0; round < 10; round++) cache.set('a', 'A', 60)
    cache.set('b', 'B', 40)
    expect([cache.get('a'), cache.get('b')]).toEqual(['A', 'B'])
    cache.deleteWhere(key => key === 'a')
    cache.set('c', 'C', 60)
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([undefined, 'B', 'C'])
  })
})
