import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { ExplorerError } from '../../shared/errors.ts'
import type { BodySource } from './types.ts'

/**
 * A file as the body of a request: read while it is sent, anew for each attempt. Throws `invalid_input` where there is
 * no such file.
 */
export async function fileBody(path: string, name: string): Promise<BodySource> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error)
  })
  if (!found.isFile()) throw unreadable(name, undefined)
  const bytes = found.size
  return {
    name,
    bytes,
    // No more than was announced: the file may grow while it is sent.
    open: () => (bytes === 0 ? Readable.from([]) : readable(path, name, bytes)),
  }
}

function readable(path: string, name: string, bytes: number): Readable {
  return Readable.from(
    (async function* () {
      try {
        yield* createReadStream(path, { end: bytes - 1 })
      } catch (error) {
        throw unreadable(name, error)
      }
    })(),
    { objectMode: false },
  )
}

function unreadable(name: string, error: unknown): ExplorerError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const gone = code === 'ENOENT' || code === 'ENOTDIR'
  return new ExplorerError(
    'invalid_input',
    gone ? `The file ${name} is no longer there.` : `The file ${name} cannot be read.`,
    {
      hint: gone ? 'Choose it again, or another one.' : 'Check that it is a file and that you may read it.',
      ...(code === '' ? {} : { detail: code }),
    },
  )
}
