import type { CDPSession, Page } from 'playwright'

/** What the tasks of a window cost. */
export interface TaskCost {
  /**
   * Milliseconds that the thread of the window spent on its longest task since the last call: what a busy machine
   * does meanwhile does not count.
   */
  longest(): Promise<number>
}

/** An event of a trace, as far as it is read here. Times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Records every task of a window from now on, as a trace. A task is what it does in one go, answering nobody. */
export async function measureTasks(page: Page): Promise<TaskCost> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await startTrace(session)
  return {
    async longest() {
      const events = await endTrace(session)
      await startTrace(session)
      return longestOf(events)
    },
  }
}

async function startTrace(session: CDPSession): Promise<void> {
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  })
}

async function endTrace(session: CDPSession): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { readonly value: readonly object[] }): void =>
    void events.push(...(value as readonly TraceEvent[]))
  session.on('Tracing.dataCollected', collect)
  const complete = new Promise(resolve => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', collect)
  return events
}

/** Milliseconds of the longest task of a page's main thread. */
function longestOf(events: readonly TraceEvent[]): number {
  const threads = new Set(
    events.flatMap(({ name, ph, pid, tid, args }) =>
      ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  )
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace has no tasks of the window.')
  return Math.round(tasks.reduce((longest, { tdur, dur }) => Math.max(longest, tdur ?? dur ?? 0), 0) / 1000)
}
