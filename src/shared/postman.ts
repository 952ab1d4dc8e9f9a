import { z } from 'zod'
import { idSchema } from './connection.ts'
import { builtRequestSchema } from './requests.ts'
import { savedFolderSchema } from './saved-requests.ts'

/** Requests of one collection that go out together. */
const maxExported = 500

/** What is exported: a folder of saved requests with all that is in it, or requests as they are handed over. */
export const postmanExportSchema = z.strictObject({
  /** The connection that the collection is set up for. */
  connectionId: idSchema,
  name: z.string().trim().min(1).max(120),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('folder'), folder: savedFolderSchema }),
    z.strictObject({
      kind: z.literal('requests'),
      requests: z
        .array(
          z.strictObject({
            folder: savedFolderSchema,
            name: z.string().trim().min(1).max(120),
            request: builtRequestSchema,
          }),
        )
        .max(maxExported),
    }),
  ]),
})
export type PostmanExport = z.infer<typeof postmanExportSchema>

/** What came out of the files that somebody chose. */
export interface PostmanImport {
  /** Names what main keeps of it: credentials for a new connection, until the next import. */
  readonly importId: string
  readonly collections: readonly {
    readonly name: string
    /** Where its requests were saved. */
    readonly folder: string
    readonly requests: number
  }[]
  /** Names of the variables that were taken in. */
  readonly variables: readonly string[]
  /** Whether Client Secret or API Key were found, in an environment or in a collection; they are not taken in without a question. */
  readonly credentials: boolean
  /** What was left out or taken differently, for people. */
  readonly notes: readonly string[]
}
