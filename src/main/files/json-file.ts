import { mkdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { z } from 'zod'
import { ExplorerError } from '../../shared/errors.ts'

/** One private JSON file that is read and written as a whole, one access after another. */
export interface JsonFile<T> {
  /** The content; `empty` where there is no file. A damaged one is set aside under another name. */
  read(): Promise<T>
  /**
   * Changes the content by what it is at that moment. Throws `internal`, and leaves the file as it was, for what the
   * next read would not take: that would set all of it aside as damaged.
   */
  change(how: (content: T) => T): Promise<void>
}

export interface JsonFileOptions<T> {
  readonly path: string
  readonly schema: z.ZodType<T>
  readonly empty: T
  /** Milliseconds since the epoch, for the name of a damaged file. */
  readonly now: () => number
}

export function createJsonFile<T>({ path, schema, empty, now }: JsonFileOptions<T>): JsonFile<T> {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const turn = last.then(work, work)
    // A failure belongs to the caller of that turn; the next turn starts anew.
    last = turn.catch(() => undefined)
    return turn
  }

  const read = async (): Promise<T> => {
    let text: string
    try {
      text = await readFile(path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return empty
      throw error
    }
    const parsed = schema.safeParse(jsonOf(text))
    if (parsed.success) return parsed.data
    await rename(path, path.replace(/(\.json)?$/, `.damaged-${now()}.json`))
    return empty
  }

  return {
    read: () => inTurn(read),
    change: how =>
      inTurn(async () => {
        const text = `${JSON.stringify(how(await read()))}\n`
        const parsed = schema.safeParse(jsonOf(text))
        if (!parsed.success) {
          throw new ExplorerError(
            'internal',
            `What was to go into ${basename(path)} could not be read again.`,
            {
              hint: 'It was not written; what the file held before is still there.',
              cause: parsed.error,
            },
          )
        }
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await writeFileAtomic(path, text, { mode: 0o600 })
      }),
  }
}

/** Undefined where the text is not JSON; no schema takes that. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
