import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { idSchema } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { BodyFile } from '../../shared/requests.ts'
import { createJsonFile } from '../files/index.ts'
import { type BodySource, fileBody } from '../http/index.ts'

/** Files that are remembered; the one chosen longest ago goes first. */
const mostFiles = 500

const fileSchema = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ fileId: idSchema, path: z.string() })),
})

/**
 * The files that somebody chose as bodies. The window knows them by an ID and never names a path, so that it cannot
 * have any other file sent.
 */
export interface ChosenFiles {
  /** A file that was chosen before keeps its ID, which other requests may have. */
  remember(path: string): Promise<BodyFile>
  /** Throws `invalid_input` where the file is gone or was never chosen. */
  open(file: BodyFile): Promise<BodySource>
}

export interface ChosenFilesParts {
  readonly path: string
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export function createChosenFiles({ path: listPath, newId, now }: ChosenFilesParts): ChosenFiles {
  const list = createJsonFile({ path: listPath, schema: fileSchema, empty: { version: 1, files: [] }, now })
  return {
    async remember(path) {
      const { size } = await stat(path)
      let fileId = newId()
      await list.change(({ files }) => {
        fileId = files.find(file => file.path === path)?.fileId ?? fileId
        return {
          version: 1,
          files: [{ fileId, path }, ...files.filter(file => file.path !== path)].slice(0, mostFiles),
        }
      })
      return { fileId, name: basename(path), bytes: size }
    },
    async open({ fileId, name }) {
      const known = (await list.read()).files.find(file => file.fileId === fileId)
      if (known !== undefined) return fileBody(known.path, name)
      throw new ExplorerError('invalid_input', `The file ${name} was not chosen on this machine.`, {
        hint: 'Choose it again.',
      })
    },
  }
}
