import type { CDPSession, Page } from 'playwright'
import type { Explorer } from './explorer.ts'

/** How hard a window works. */
export interface WindowLoad {
  /** The longest task of the window since the last call, in milliseconds; 0 where none took 50 ms or more. */
  longestTask(): Promise<number>
  /** Megabytes of script objects after a garbage collection, in the window and in the main process. */
  memory(): Promise<{ readonly window: number; readonly main: number }>
}

type Measured = { longest?: number }

/** Measures a window from now on. A task is what the window does in one go, without answering anybody. */
export async function measureWindow({ app, page }: Explorer): Promise<WindowLoad> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await page.evaluate(() => {
    new PerformanceObserver(list => {
      const scope = globalThis as unknown as Measured
      for (const { duration } of list.getEntries()) {
        scope.longest = Math.max(scope.longest ?? 0, duration)
      }
    }).observe({ type: 'longtask' })
  })
  return {
    longestTask: () => takeLongest(page),
    async memory() {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      const main = await app.evaluate(async () => {
        const { Session } = process.getBuiltinModule('node:inspector/promises')
        const inspector = new Session()
        inspector.connect()
        await inspector.post('HeapProfiler.collectGarbage')
        inspector.disconnect()
        return process.memoryUsage().heapUsed
      })
      return { window: inMegabytes(usedSize), main: inMegabytes(main) }
    },
  }
}

function takeLongest(page: Page): Promise<number> {
  return page.evaluate(() => {
    const scope = globalThis as unknown as Measured
    const longest = scope.longest ?? 0
    scope.longest = 0
    return Math.round(longest)
  })
}

const inMegabytes = (bytes: number): number => Math.round(bytes / 104_857.6) / 10
