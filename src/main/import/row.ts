import {
  type ClientAuthentication,
  type ConnectionFields,
  connectionFieldsSchema,
  emptyConnectionFields,
  weightronCloud,
} from '../../shared/connection.ts'
import type { Cells, Column } from './columns.ts'
import type { ImportedEntry } from './types.ts'

/** Characters of one secret, as in the form. */
const longestSecret = 2000

const authentications: ReadonlyMap<string, ClientAuthentication> = new Map([
  ['body', 'body'],
  ['post', 'body'],
  ['client_secret_post', 'body'],
  ['basic', 'basic'],
  ['client_secret_basic', 'basic'],
])

/** By which column people know a field of a connection. */
const columnOfField: Readonly<Partial<Record<keyof ConnectionFields, Column>>> = {
  name: 'name',
  customer: 'customer',
  clientId: 'client_id',
  tokenUrl: 'token_url',
  apiBaseUrl: 'api_base_url',
  scope: 'scope',
  clientAuthentication: 'client_auth',
  tags: 'tags',
}

/** Makes a connection of the cells of one row, or says why not. Addresses left out are those of Weightron.Cloud. */
export function readRow(line: number, cells: Cells): ImportedEntry {
  const fields = fieldsOf(cells)
  const parsed = fields === null ? null : connectionFieldsSchema.safeParse(fields)
  const reasons = [
    ...addressProblem(cells),
    ...(fields === null ? ['client_auth: write body or basic.'] : []),
    ...(parsed === null || parsed.success ? [] : parsed.error.issues.map(fieldProblem)),
    ...secretProblems('client_secret', cells),
    ...secretProblems('api_key', cells),
  ]
  if (reasons.length > 0 || parsed?.success !== true) {
    return { kind: 'problem', problem: { line, reason: [...new Set(reasons)].join(' ') }, cells }
  }
  const clientSecret = cells.get('client_secret')
  const apiKey = cells.get('api_key')
  const secrets = {
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(apiKey === undefined ? {} : { apiKey }),
  }
  return { kind: 'row', row: { line, fields: parsed.data, secrets }, cells }
}

/** Null where the client authentication is none that we know. */
function fieldsOf(cells: Cells): ConnectionFields | null {
  const asked = cells.get('client_auth')?.toLowerCase()
  const clientAuthentication = asked === undefined ? 'body' : authentications.get(asked)
  if (clientAuthentication === undefined) return null
  const clientId = cells.get('client_id') ?? ''
  const tokenUrl = cells.get('token_url') ?? weightronCloud.tokenUrl
  const apiBaseUrl = cells.get('api_base_url') ?? weightronCloud.apiBaseUrl
  const isPreset = tokenUrl === weightronCloud.tokenUrl && apiBaseUrl === weightronCloud.apiBaseUrl
  return {
    ...emptyConnectionFields,
    name: cells.get('name') ?? clientId.slice(0, 120),
    customer: cells.get('customer') ?? '',
    environment: isPreset ? 'weightron' : 'custom',
    tokenUrl,
    apiBaseUrl,
    clientId,
    scope: cells.get('scope') ?? emptyConnectionFields.scope,
    clientAuthentication,
    tags: tagsOf(cells.get('tags') ?? ''),
  }
}

/** Tags as a list writes them: one after another, with commas between. */
function tagsOf(text: string): string[] {
  const tags = text.split(',').map(tag => tag.trim())
  return [...new Set(tags.filter(tag => tag !== ''))]
}

/** Half an environment would send one of the secrets to a host that the row does not name. */
function addressProblem(cells: Cells): readonly string[] {
  if (cells.has('token_url') === cells.has('api_base_url')) return []
  return cells.has('token_url')
    ? ['api_base_url: missing beside token_url. Give both or neither.']
    : ['token_url: missing beside api_base_url. Give both or neither.']
}

function fieldProblem(issue: {
  readonly path: readonly PropertyKey[]
  readonly code?: string | undefined
  readonly message: string
  readonly maximum?: unknown
}): string {
  const field = issue.path[0] as keyof ConnectionFields
  // A row that has no name takes its client ID, so the client ID is what is missing.
  const column = columnOfField[field] ?? String(field)
  if (field === 'name' && issue.code === 'too_small') return 'client_id: missing.'
  if (field === 'tags' && issue.code === 'too_big') {
    return 'tags: at most 20, of at most 40 characters each.'
  }
  if (issue.code === 'too_big') return `${column}: longer than ${String(issue.maximum)} characters.`
  if (field === 'clientId' && issue.code === 'too_small') return 'client_id: missing.'
  return `${column}: ${issue.message}`
}

function secretProblems(column: 'client_secret' | 'api_key', cells: Cells): readonly string[] {
  const value = cells.get(column)
  if (value === undefined) return []
  if (value.length > longestSecret) return [`${column}: longer than ${longestSecret} characters.`]
  if (/\p{Cc}/u.test(value)) return [`${column}: has a line break or a tab inside.`]
  if (value.includes('\ufffd'))
    return [`${column}: has a character that could not be read. Save the file as UTF-8.`]
  return []
}
