import type { TokenClock } from './tokens.ts'

/** A clock that stands still until a test moves it. */
export interface FakeClock extends TokenClock {
  /** Moves time on, waking timers in their order, and lets what they started settle. */
  advance(ms: number): Promise<void>
  /** Time passes, but no timer runs: the machine sleeps. */
  sleep(ms: number): void
  readonly timers: () => number
}

export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start
  const timers = new Map<number, { readonly at: number; readonly wake: () => void }>()
  let last = 0
  const settle = async () => {
    for (let turn = 0; turn < 30; turn++) await Promise.resolve()
  }
  return {
    now: () => now,
    setTimeout(wake, ms) {
      last++
      timers.set(last, { at: now + ms, wake })
      return last
    },
    clearTimeout: handle => void timers.delete(Number(handle)),
    async advance(ms) {
      const end = now + ms
      for (;;) {
        const next = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
        if (next === undefined) break
        timers.delete(next[0])
        now = Math.max(now, next[1].at)
        next[1].wake()
        await settle()
      }
      now = end
      await settle()
    },
    sleep(ms) {
      now += ms
    },
    timers: () => timers.size,
  }
}
