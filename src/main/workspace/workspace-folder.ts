import { join } from 'node:path'
import { z } from 'zod'
import { createJsonFile } from '../files/index.ts'

const fileSchema = z.strictObject({ version: z.literal(1), folder: z.string().nullable() })

/** Which folder the saved requests are in. Chosen by a dialog of main alone: the window cannot name one. */
export interface WorkspaceFolder {
  current(): Promise<{ readonly path: string; readonly isDefault: boolean }>
  /** Null: the one in the data folder. */
  choose(path: string | null): Promise<void>
}

export function createWorkspaceFolder(dataFolder: string, now: () => number): WorkspaceFolder {
  const file = createJsonFile({
    path: join(dataFolder, 'workspace.json'),
    schema: fileSchema,
    empty: { version: 1 as const, folder: null },
    now,
  })
  return {
    async current() {
      const { folder } = await file.read()
      return { path: folder ?? join(dataFolder, 'requests'), isDefault: folder === null }
    },
    choose: path => file.change(() => ({ version: 1, folder: path })),
  }
}
