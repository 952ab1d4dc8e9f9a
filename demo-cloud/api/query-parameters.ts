import type { Criteria } from './criteria.ts'
import type { DocumentView } from './document-view.ts'
import { ApiRefusal } from './envelope.ts'

/** A request for documents, understood. */
export interface DocumentsRequest {
  readonly criteria: Criteria
  readonly view: DocumentView
  readonly limit: number
  readonly offset: number
  readonly countOnly: boolean
}

/** The documented default of `l`. */
const DEFAULT_LIMIT = 1000

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

const invalid = (message: string): ApiRefusal => new ApiRefusal(400, 'invalid_parameter', message)

function single(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' || value === undefined ? value : value.at(-1)
}

/** How booleans are written is not documented: we take `true`, `1` and the bare name. */
function flag(parameters: Parameters, name: string): boolean {
  const value = single(parameters, name)
  if (value === undefined || value === 'false' || value === '0') return false
  if (value === 'true' || value === '1' || value === '') return true
  throw invalid(`${name} must be true or false.`)
}

function wholeNumber(parameters: Parameters, name: string, otherwise: number): number {
  const value = single(parameters, name)
  if (value === undefined || value === '') return otherwise
  if (!/^\d{1,12}$/.test(value)) throw invalid(`${name} must be a whole number from 0.`)
  return Number(value)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function objectIn(
  body: Readonly<Record<string, unknown>>,
  name: string,
): Record<string, unknown> | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (!isObject(value)) throw new ApiRefusal(400, `invalid_${name}`, `${name} must be an object.`)
  return { ...value }
}

function sortIn(body: Readonly<Record<string, unknown>>): Record<string, 1 | -1> | undefined {
  const sort = objectIn(body, 'sort')
  if (sort === undefined) return undefined
  return Object.fromEntries(
    Object.entries(sort).map(([field, direction]) => {
      if (direction === 1 || direction === -1) return [field, direction] as const
      throw new ApiRefusal(400, 'invalid_sort', `sort.${field} must be 1 or -1.`)
    }),
  )
}

/** Either fields to show or fields to leave out; `_id` may be left out of a list to show. */
function projectionIn(body: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const projection = objectIn(body, 'projection')
  if (projection === undefined || Object.keys(projection).length === 0) return undefined
  const kinds = new Set<boolean>()
  for (const [field, value] of Object.entries(projection)) {
    if (value !== 0 && value !== 1 && typeof value !== 'boolean') {
      throw new ApiRefusal(400, 'invalid_projection', `projection.${field} must be 0 or 1.`)
    }
    if (field.startsWith('$')) {
      throw new ApiRefusal(400, 'invalid_projection', `${field} is not the name of a field.`)
    }
    if (field !== '_id') kinds.add(Boolean(value))
  }
  if (kinds.size > 1) {
    throw new ApiRefusal(400, 'invalid_projection', 'A projection either shows fields or leaves fields out.')
  }
  return Object.fromEntries(Object.entries(projection).map(([field, value]) => [field, value ? 1 : 0]))
}

/**
 * Reads the query parameters, and the body where there is one (fact sheet, section 4). Throws an `ApiRefusal`
 * for what cannot be understood; parameters and body members that nobody has documented are ignored.
 */
export function readDocumentsRequest(parameters: Parameters, body: unknown): DocumentsRequest {
  const members = body === undefined || body === null ? {} : body
  if (!isObject(members)) throw new ApiRefusal(400, 'invalid_body', 'The body must be a JSON object.')
  const filter = objectIn(members, 'filter')
  const sort = sortIn(members)
  const pattern = single(parameters, 'q')
  const words = single(parameters, 'search')
  return {
    criteria: {
      ...(filter === undefined ? {} : { filter }),
      ...(sort === undefined ? {} : { sort }),
      ...(pattern === undefined || pattern === '' ? {} : { pattern }),
      ...(words === undefined || words === '' ? {} : { words }),
    },
    view: {
      hideSystemFlags: flag(parameters, 'hidesystemflags'),
      withForeignKeys: flag(parameters, 'foreignkeys'),
      projection: projectionIn(members),
    },
    limit: wholeNumber(parameters, 'l', DEFAULT_LIMIT),
    offset: wholeNumber(parameters, 'o', 0),
    countOnly: flag(parameters, 'countonly'),
  }
}
