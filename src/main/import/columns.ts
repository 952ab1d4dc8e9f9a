import { type ListColumn, listColumns } from '../../shared/desk.ts'

export const columns = listColumns
export type Column = ListColumn

/** The cells of a row by what they hold; trimmed, and without those that are empty. */
export type Cells = ReadonlyMap<Column, string>

/** Other names under which people write a column, as `plainName` leaves them. */
const synonyms: Readonly<Record<Column, readonly string[]>> = {
  name: ['connection', 'connectionname', 'label', 'title', 'bezeichnung'],
  customer: ['customername', 'client', 'company', 'account', 'tenant', 'kunde', 'klant', 'kunden', 'firma'],
  client_id: ['oauthclientid', 'appid', 'applicationclientid'],
  client_secret: ['secret', 'oauthclientsecret', 'clientpassword'],
  api_key: ['xapikey', 'key', 'weightronapikey'],
  token_url: ['tokenendpoint', 'tokenuri', 'accesstokenurl', 'oauthtokenurl', 'authurl'],
  api_base_url: ['apiurl', 'baseurl', 'apibase', 'apihost', 'apiendpoint'],
  scope: ['scopes', 'oauthscope'],
  client_auth: ['clientauthentication', 'authentication', 'authmethod', 'tokenendpointauthmethod'],
  tags: ['tag', 'labels'],
}

/** Letters and digits in lower case: "Client ID", "client_id" and "clientId" are one name. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

const byName: ReadonlyMap<string, Column> = new Map(
  columns.flatMap(column => [plainName(column), ...synonyms[column]].map(name => [name, column] as const)),
)

/** Which column a header or a key means; null for one that is not used. */
export function columnOf(name: string): Column | null {
  return byName.get(plainName(name)) ?? null
}
