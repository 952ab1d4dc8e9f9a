import { describe, expect, it } from 'vitest'
import { createRemembering } from './remembering.ts'

/** Writes that end when they are told to. */
function writes(count: number) {
  return Array.from({ length: count }, () => Promise.withResolvers<void>())
}

describe('Reports on their way to the disk', () => {
  it('hold up a run only when many of them wait', async () => {
    const remembering = createRemembering(() => {})
    const [last, ...others] = writes(64)
    for (const { promise } of others) await remembering.add(promise)
    let isThrough = false
    const added = remembering.add(last?.promise ?? Promise.resolve()).then(() => {
      isThrough = true
    })
    await new Promise(resolve => setImmediate(resolve))
    expect(isThrough).toBe(false)
    others[0]?.resolve()
    await added
    expect(isThrough).toBe(true)
  })

  it('are waited for at the end, and told of when they fail', async () => {
    const failures: unknown[] = []
    const remembering = createRemembering(error => void failures.push(error))
    const [written, full] = writes(2)
    if (written === undefined || full === undefined) throw new Error('There are two.')
    await remembering.add(written.promise)
    await remembering.add(full.promise)
    let isSettled = false
    const settled = remembering.settled().then(() => {
      isSettled = true
    })
    written.resolve()
    await new Promise(resolve => setImmediate(resolve))
    expect(isSettled).toBe(false)
    full.reject(new Error('ENOSPC'))
    await settled
    expect(failures).toEqual([new Error('ENOSPC')])
  })
})
