import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { ExplorerError } from '../../shared/errors.ts'

/**
 * Lets `write` make a file under a temporary name beside its final one, and moves it there when it is whole. What was
 * begun is removed. Throws `cancelled` where the signal aborted, `invalid_input` where the disk refuses.
 */
export async function writePartFile<T>(
  path: string,
  signal: AbortSignal,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    signal.throwIfAborted()
    const written = await write(temporary)
    signal.throwIfAborted()
    await rename(temporary, path)
    return written
  } catch (error) {
    await rm(temporary, { force: true })
    if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.', { cause: error })
    if (error instanceof ExplorerError && error.code !== 'internal') throw error
    throw new ExplorerError('invalid_input', 'The file could not be written.', {
      hint: 'Choose a folder that exists, may be written to and has room.',
      cause: error,
    })
  }
}
