import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { ExplorerError } from '../../shared/errors.ts'

/**
 * Writes a file piece by piece under a temporary name beside it and renames it when all of it is on disk, so that
 * nobody ever finds half a file under its name. Throws what `pieces` throws, and `invalid_input` where the file
 * system refuses; the temporary file is gone then.
 */
export async function writeWholeFile(
  path: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> {
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      for await (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw asExplorerError(error)
  }
}

function asExplorerError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof ExplorerError) return error
  return new ExplorerError('invalid_input', `The file could not be written (${String(error.code)}).`, {
    hint: 'Choose a folder that exists, may be written to and has room.',
    cause: error,
  })
}
