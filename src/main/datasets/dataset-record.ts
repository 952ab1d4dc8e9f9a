import { z } from 'zod'
import { idSchema } from '../../shared/connection.ts'
import { datasetSourceSchema, datasetStates } from '../../shared/datasets.ts'
import { errorCodes } from '../../shared/errors.ts'
import { fieldSchema } from './field.ts'

const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string(),
  retryable: z.boolean(),
})

/** What is kept of a dataset beside its data: `dataset.json` in its folder. */
export const recordSchema = z.object({
  version: z.literal(1),
  id: idSchema,
  name: z.string(),
  source: z.preprocess(named, datasetSourceSchema),
  previousId: idSchema.nullable().default(null),
  /** When its first version was loaded; null for one that is its own first. */
  firstCreatedAt: z.iso.datetime().nullable().default(null),
  state: z.enum(datasetStates),
  pinned: z.boolean(),
  createdAt: z.iso.datetime(),
  expected: z.number().nullable(),
  /** When that was, by the clock of the API. */
  countedAt: z.string().nullable().default(null),
  /** Documents asked for at a time. */
  pageSize: z.number(),
  /** Whether pages are asked for in the order of `_id`. */
  isSorted: z.boolean(),
  error: errorSchema.nullable(),
  notes: z.array(z.string()),
  documents: z.number(),
  bytes: z.number(),
  fields: z.array(fieldSchema),
  droppedFields: z.number(),
})

/** Records from when there were only collections do not say so. */
function named(source: unknown): unknown {
  return typeof source === 'object' && source !== null && !('kind' in source)
    ? { kind: 'collection', ...source }
    : source
}

export type DatasetRecord = z.infer<typeof recordSchema>
