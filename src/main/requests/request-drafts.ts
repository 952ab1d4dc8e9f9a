import { z } from 'zod'
import { maxDrafts, type OfferedDraft, type RequestDraft, requestDraftSchema } from '../../shared/requests.ts'
import { createJsonFile } from '../files/index.ts'
import { withoutSecrets } from './without-secrets.ts'

const fileSchema = z.strictObject({
  version: z.literal(1),
  drafts: z.array(requestDraftSchema).max(maxDrafts),
})

/** The requests of the open tabs, kept over a restart. */
export interface RequestDrafts {
  list(): Promise<readonly RequestDraft[]>
  /**
   * Keeps these and no others. One that is no request as it stands stays as it was kept before; the answer has the IDs
   * of those.
   */
  save(drafts: readonly OfferedDraft[]): Promise<readonly string[]>
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

  /** Null for what the next read would not take: too long a body, or no method. */
  const keepable = (offered: OfferedDraft): RequestDraft | null => {
    const draft = requestDraftSchema.safeParse(offered)
    if (!draft.success) return null
    // A mask may be longer than the secret in whose place it stands.
    const clean = { ...draft.data, request: withoutSecrets(draft.data.request, scrub) }
    return requestDraftSchema.safeParse(clean).success ? clean : null
  }

  return {
    list: async () => (await file.read()).drafts,
    async save(offered) {
      const notKept: string[] = []
      await file.change(({ drafts: before }) => ({
        version: 1,
        drafts: offered.flatMap(draft => {
          const kept = keepable(draft)
          if (kept !== null) return [kept]
          notKept.push(draft.draftId)
          return before.filter(({ draftId }) => draftId === draft.draftId)
        }),
      }))
      return notKept
    },
  }
}
