import { z } from 'zod'
import { type BuiltRequest, builtRequestSchema, emptyRequest } from '../../shared/requests.ts'

/** What is in a file of a saved request. */
export interface RequestFile {
  readonly name: string
  readonly request: BuiltRequest
}

const version = 1

/** What stands in the file beside the members of a request that differ from an empty one. */
const frameSchema = z.looseObject({
  version: z.literal(version, 'It is no saved request of this version.'),
  name: z.string().trim().min(1, 'It has no name.').max(120),
  body: z.looseObject({ lines: z.array(z.string()).optional() }).optional(),
})

/**
 * The text of a file, made for being read and compared: members in alphabetical order, only those that differ from an
 * empty request, a body line by line, a line break at the end. docs/saved-requests.md describes it.
 */
export function writeRequestFile({ name, request }: RequestFile): string {
  const { body, ...rest } = request
  const { text, ...facts } = body
  const { body: emptyBody, ...emptyRest } = emptyRequest
  const { text: _noText, ...emptyFacts } = emptyBody
  const file = {
    version,
    name,
    method: request.method,
    path: request.path,
    ...changed(rest, emptyRest),
    ...(body.kind === 'none'
      ? {}
      : {
          body: {
            kind: body.kind,
            ...changed(facts, emptyFacts),
            ...(text === '' ? {} : { lines: text.split('\n') }),
          },
        }),
  }
  return `${JSON.stringify(inOrder(file), null, 2)}\n`
}

/** Reads the text of a file. Throws an `Error` that says, in one sentence for people, why it cannot be read. */
export function readRequestFile(text: string): RequestFile {
  const parsed = frameSchema.safeParse(jsonOf(text.replace(/^\ufeff/, '')))
  if (!parsed.success) throw new Error(problemOf(parsed.error))
  const { version: _version, name, body, ...rest } = parsed.data
  const { lines = [], ...facts } = body ?? {}
  const request = builtRequestSchema.safeParse({
    ...emptyRequest,
    ...rest,
    body: { ...emptyRequest.body, ...facts, text: lines.join('\n') },
  })
  if (!request.success) throw new Error(problemOf(request.error))
  return { name, request: request.data }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error('It is not JSON.', { cause: error })
    throw error
  }
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues
  const place = issue?.path.join('.') ?? ''
  return `${place === '' ? '' : `${place}: `}${issue?.message ?? 'It is no saved request.'}`
}

/** The members that are not as in an empty request. */
function changed<T extends object>(given: T, empty: T): Partial<T> {
  const members = Object.entries(given).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify((empty as Record<string, unknown>)[key]),
  )
  return Object.fromEntries(members) as Partial<T>
}

/** The same with the members of every object in alphabetical order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([key, member]) => [key, inOrder(member)]))
}
