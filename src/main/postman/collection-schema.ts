import { z } from 'zod'

/** The members of a Postman collection, version 2.1, that are read. All others are named and left out. */

/** A description is text, or an object that holds it; numbers and booleans occur as values of hand-made files. */
const value = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform(given => (given === null || given === undefined ? '' : String(given)))

const pairSchema = z.looseObject({ key: value, value, disabled: z.boolean().nullish() })
export type PostmanPair = z.infer<typeof pairSchema>
const pairs = z
  .array(pairSchema)
  .nullish()
  .transform(list => list ?? [])

/** The rows of a block of authorization, under the name of its type. */
export const authPairsSchema = z.array(pairSchema)

const authSchema = z.looseObject({ type: z.string() }).nullish()

const urlSchema = z.union([
  z.string(),
  z.looseObject({
    raw: z.string().optional(),
    query: pairs,
    variable: pairs,
  }),
])

const bodySchema = z
  .looseObject({
    mode: z.string().optional(),
    raw: z.string().optional(),
    urlencoded: z.union([pairs, z.string()]),
    formdata: z.union([z.array(pairSchema.extend({ type: z.string().optional() })), z.string()]).optional(),
    graphql: z.looseObject({ query: z.string().optional(), variables: z.unknown().optional() }).optional(),
    options: z.looseObject({ raw: z.looseObject({ language: z.string().optional() }).optional() }).optional(),
  })
  .nullish()

const requestSchema = z.union([
  z.string(),
  z.looseObject({
    method: z.string().optional(),
    url: urlSchema.nullish(),
    header: z.union([pairs, z.string()]),
    body: bodySchema,
    auth: authSchema,
  }),
])
export type PostmanRequest = Exclude<z.infer<typeof requestSchema>, string>

const events = z.array(z.unknown()).nullish()

export interface PostmanItem {
  readonly name?: string | undefined
  readonly item?: readonly PostmanItem[] | undefined
  readonly request?: z.infer<typeof requestSchema> | undefined
  readonly auth?: z.infer<typeof authSchema>
  readonly event?: z.infer<typeof events>
  readonly [other: string]: unknown
}

const itemSchema: z.ZodType<PostmanItem> = z.looseObject({
  name: z.string().optional(),
  get item() {
    return z.array(itemSchema).optional()
  },
  request: requestSchema.optional(),
  auth: authSchema,
  event: events,
})

export const collectionSchema = z.looseObject({
  info: z.looseObject({ name: z.string(), schema: z.string().optional() }),
  item: z.array(itemSchema),
  variable: pairs,
  auth: authSchema,
  event: events,
})
export type PostmanCollection = z.infer<typeof collectionSchema>

export const environmentSchema = z.looseObject({
  name: z.string().optional(),
  values: z.array(
    z.looseObject({ key: value, value, enabled: z.boolean().nullish(), type: z.string().nullish() }),
  ),
})
export type PostmanEnvironment = z.infer<typeof environmentSchema>
