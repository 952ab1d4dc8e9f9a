import { z } from 'zod'
import { type BuiltRequest, builtRequestSchema } from './requests.ts'

/** Where a saved request is: its file below the workspace folder, with `/` between the parts. */
const savedIdSchema = z.string().min(1).max(1000)
/** A folder below the workspace folder, with `/` between the parts; empty: the workspace folder itself. */
export const savedFolderSchema = z.string().max(800)
/** What tells two contents of a file apart. */
const savedVersionSchema = z.string().max(100)
const savedNameSchema = z.string().trim().min(1, 'Give the request a name.').max(120)

export const saveRequestSchema = z.strictObject({
  /** The saved request to write over; null makes a new one. */
  savedId: savedIdSchema.nullable(),
  /** The version it was opened with: another one is not written over. Left out: whatever stands there is. */
  version: savedVersionSchema.optional(),
  folder: savedFolderSchema,
  name: savedNameSchema,
  request: builtRequestSchema,
})
export const onSavedSchema = z.strictObject({ savedId: savedIdSchema })
export const renameSavedSchema = onSavedSchema.extend({ name: savedNameSchema })
export const moveSavedSchema = onSavedSchema.extend({ folder: savedFolderSchema })
export const onFolderSchema = z.strictObject({ folder: savedFolderSchema.min(1) })
export const renameFolderSchema = onFolderSchema.extend({ name: z.string().trim().min(1).max(80) })

/** A saved request as the tree shows it. */
export interface SavedRequestEntry {
  readonly savedId: string
  readonly folder: string
  readonly name: string
  readonly method: string
  readonly path: string
}

/** What is in the workspace folder. */
export interface SavedRequestList {
  /** The workspace folder, as a path of this machine. */
  readonly root: string
  /** Whether that is the one in the data folder. */
  readonly isDefault: boolean
  /** All folders, those without requests as well. */
  readonly folders: readonly string[]
  readonly requests: readonly SavedRequestEntry[]
  /** Files that could not be read. They stay as they are. */
  readonly problems: readonly { readonly file: string; readonly message: string }[]
}

/** A saved request as its file has it. */
export interface SavedRequest {
  readonly name: string
  readonly request: BuiltRequest
  readonly version: string
}

/** Where a request was saved, and what was left out of the file because it is, or looks like, a secret. */
export interface SavedRequestPlace {
  readonly savedId: string
  readonly version: string
  readonly leftOut: readonly string[]
}
