/** Reports on their way to the disk before a run waits for it. Each holds its exchanges, some kilobytes. */
const mostAtOnce = 64

/**
 * Lets a run go on while its reports are written, up to a bound: a slow disk slows the run, instead of filling the
 * memory with what is still to be written. A report that could not be written is told to `onFailure`.
 */
export function createRemembering(onFailure: (error: unknown) => void) {
  const writing = new Set<Promise<void>>()
  return {
    /** Settles as soon as there is room for another one. */
    async add(write: Promise<void>): Promise<void> {
      const done: Promise<void> = write.catch(onFailure).finally(() => writing.delete(done))
      writing.add(done)
      while (writing.size >= mostAtOnce) await Promise.race(writing)
    },
    /** Settles when everything added so far is written, or told. */
    async settled(): Promise<void> {
      await Promise.all(writing)
    },
  }
}
