import type { BuiltRequest, FieldRow } from '../../../../shared/requests.ts'

/** An endpoint of the API to start from. */
export interface Template {
  readonly name: string
  readonly group: 'Read' | 'Write'
  /** What the documentation leaves open; empty where it says all. */
  readonly note: string
  readonly request: Pick<BuiltRequest, 'method' | 'path' | 'query' | 'body'>
}

const application = '/{ApplicationID}'
const collection = `${application}/collections/{CollectionID}`
const documents = `${collection}/documents`
const nothing: BuiltRequest['body'] = { kind: 'none', text: '', fields: [] }

const json = (value: unknown): BuiltRequest['body'] => ({
  kind: 'json',
  text: JSON.stringify(value, null, 2),
  fields: [],
})

const off = (name: string, value: string): FieldRow => ({ name, value, on: false })

/** Documented parameters of a selection of documents (fact sheet of the API, section 4). */
const selection: BuiltRequest['query'] = [
  { name: 'l', value: '100', on: true },
  off('o', '0'),
  off('q', ''),
  off('search', ''),
  off('foreignkeys', 'true'),
  off('hidesystemflags', 'true'),
  off('countonly', 'true'),
  off('timezone', 'Europe/London'),
]
const criteria = json({ filter: {}, sort: { _id: 1 } })
const unknownPath =
  'The documentation names this call, but neither its path nor its body. Ask your reseller, and put the path in.'
const unknownWrite = 'The documentation names this call but not its path, body and answer. Ask your reseller.'

const read = (name: string, path: string, more: Partial<Template['request']> = {}, note = ''): Template => ({
  name,
  group: 'Read',
  note,
  request: { method: 'GET', path, query: [], body: nothing, ...more },
})
const write = (
  name: string,
  method: string,
  path: string,
  body: BuiltRequest['body'],
  note: string,
): Template => ({
  name,
  group: 'Write',
  note,
  request: { method, path, query: [], body },
})

/** Every endpoint that is known of the API (fact sheet, section 4). */
export const templates: readonly Template[] = [
  read('Applications', '/access'),
  read('Application', application),
  read('Collections', `${application}/collections`),
  read('Collection', collection),
  read('Documents', documents, { query: selection }),
  read('Document', `${documents}/{DocumentID}`, { query: selection.slice(4, 6) }),
  read('Count documents', documents, {
    query: selection
      .filter(({ name }) => name !== 'l' && name !== 'o')
      .map(row => (row.name === 'countonly' ? { ...row, on: true } : row)),
  }),
  read(
    'Search documents',
    documents,
    { method: 'SEARCH', query: selection, body: criteria },
    'The documentation names the method, not the path. Which operators a filter may have, and how a projection is written, is not documented.',
  ),
  read(
    'Search documents by POST',
    `${documents}/query`,
    { method: 'POST', query: selection, body: criteria },
    'The same as SEARCH, for programs and proxies that do not know that method.',
  ),
  read(
    'Run a script',
    `${application}/scripts/{ScriptID}`,
    {},
    'Scripts are made by the reseller, who knows method, parameters and answer. They may run for 5 s, or up to 60 s where they are set so.',
  ),
  read(
    'File of the store',
    `${application}/store/{FileID}`,
    {},
    'Files exist and are fetched one at a time by ID. The path is not documented; this one is a guess.',
  ),
  write('Insert a document', 'POST', documents, json({}), unknownWrite),
  write(
    'Replace a document',
    'PUT',
    `${documents}/{DocumentID}`,
    json({ _hash: 'as it was read' }),
    `${unknownWrite} An update sends back the _hash that was read.`,
  ),
  write('Delete a document', 'DELETE', `${documents}/{DocumentID}`, nothing, unknownWrite),
  read('List users', `${application}/{Path}`, {}, `${unknownPath} It needs the permission User Management.`),
  write(
    'Change application parameters',
    'POST',
    `${application}/{Path}`,
    json({}),
    `${unknownPath} It needs the permission Parameters.`,
  ),
  write(
    'Give a user access, or change settings of a user',
    'POST',
    `${application}/{Path}`,
    json({}),
    `${unknownPath} The method is a guess too. It needs the permission User Management.`,
  ),
  write(
    'Invite users',
    'POST',
    `${application}/invite`,
    json({ users: ['name@example.com'], roles: ['role ID'] }),
    'Sends real e-mail. The documentation prints GET, but the call has a body. It needs the permission User Management.',
  ),
]

/** What the documentation leaves open about a request; empty where nothing is known to be open. */
export function noteOf({ method, path }: Pick<BuiltRequest, 'method' | 'path'>): string {
  const address = path.trim().replace(/[?#].*$/s, '')
  return templates.find(({ request }) => request.method === method && request.path === address)?.note ?? ''
}
