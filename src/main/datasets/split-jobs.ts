import { type ArrayFinder, createArrayFinder } from './array-finder.ts'
import { createSplitStream, type SplitStream } from './split-stream.ts'
import type { WorkerJobs } from './worker-jobs.ts'

type SplitJobs = Pick<WorkerJobs, 'openSplit' | 'pushSplit' | 'endSplit' | 'findArrays'>

/** Jobs that go through one text in several steps; a worker of its own does them for each text. */
export function createSplitJobs(): SplitJobs {
  let stream: SplitStream | null = null
  let finder: ArrayFinder = createArrayFinder()
  const opened = (): SplitStream => {
    if (stream === null) throw new Error('Nothing is being split')
    return stream
  }
  return {
    openSplit: async ({ folder, target }) => {
      stream = createSplitStream(folder, target)
      return null
    },
    pushSplit: ({ bytes }) => opened().push(bytes),
    endSplit: () => opened().end(),
    findArrays: async ({ bytes, isFirst }) => {
      if (isFirst) finder = createArrayFinder()
      finder.push(bytes)
      return finder.found()
    },
  }
}
