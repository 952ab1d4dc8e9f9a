import type { Page } from 'playwright/test'

/** What held the window up. */
export interface LongTasks {
  /** The longest task since the last time it was asked, in milliseconds; 0 where none was longer than 50. */
  longest(): Promise<number>
}

type Watched = { longTasks?: PerformanceObserver; longestTask?: number }

/** Watches for tasks of the window that take longer than 50 ms (Long Tasks API), from now on. */
export async function watchLongTasks(page: Page): Promise<LongTasks> {
  await page.evaluate(() => {
    const scope = globalThis as unknown as Watched
    scope.longestTask = 0
    scope.longTasks = new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) {
        scope.longestTask = Math.max(scope.longestTask ?? 0, duration)
      }
    })
    scope.longTasks.observe({ type: 'longtask' })
  })
  return {
    longest: () =>
      page.evaluate(async () => {
        const scope = globalThis as unknown as Watched
        // A task is told of after it has ended.
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
        const untold = (scope.longTasks?.takeRecords() ?? []).map(({ duration }) => duration)
        const longest = Math.max(scope.longestTask ?? 0, ...untold)
        scope.longestTask = 0
        return Math.round(longest)
      }),
  }
}
