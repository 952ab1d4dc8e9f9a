import { z } from 'zod'
import { maxDrafts, type RequestDraft, requestDraftSchema } from '../../shared/requests.ts'
import { createJsonFile } from '../files/index.ts'
import { withoutSecrets } from './without-secrets.ts'

const fileSchema = z.strictObject({
  version: z.literal(1),
  drafts: z.array(requestDraftSchema).max(maxDrafts),
})

/** The requests of the open tabs, kept over a restart. */
export interface RequestDrafts {
  list(): Promise<readonly RequestDraft[]>
  save(drafts: readonly RequestDraft[]): Promise<void>
}

export interface RequestDraftsParts {
  readonly path: string
  /** Removes secret values that the app knows of. */
  readonly scrub: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export function createRequestDrafts({ path, scrub, now }: RequestDraftsParts): RequestDrafts {
  const file = createJsonFile({ path, schema: fileSchema, empty: { version: 1, drafts: [] }, now })
  return {
    list: async () => (await file.read()).drafts,
    save: drafts =>
      file.change(() => ({
        version: 1,
        drafts: drafts.map(draft => ({ ...draft, request: withoutSecrets(draft.request, scrub) })),
      })),
  }
}
