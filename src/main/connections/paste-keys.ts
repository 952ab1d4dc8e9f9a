import type { ConnectionFields, SecretName } from '../../shared/connection.ts'

/** What a name in a pasted text stands for. */
export type PasteKey =
  | SecretName
  | keyof Pick<
      ConnectionFields,
      | 'name'
      | 'customer'
      | 'clientId'
      | 'tokenUrl'
      | 'issuer'
      | 'apiBaseUrl'
      | 'scope'
      | 'clientAuthentication'
    >

/** A name and value as they stood in the text. */
export type Pair = readonly [name: string, value: string]

/** Endings of names, so that any prefix is understood. The first that fits decides. */
const endings: readonly (readonly [ending: string, key: PasteKey])[] = [
  ['CLIENT_SECRET', 'clientSecret'],
  ['CLIENT_ID', 'clientId'],
  ['API_KEY', 'apiKey'],
  ['APIKEY', 'apiKey'],
  ['TOKEN_URL', 'tokenUrl'],
  ['TOKEN_ENDPOINT', 'tokenUrl'],
  ['ISSUER', 'issuer'],
  ['ISSUER_URL', 'issuer'],
  ['BASE_URL', 'apiBaseUrl'],
  ['API_URL', 'apiBaseUrl'],
  ['SCOPE', 'scope'],
  ['SCOPES', 'scope'],
]

/** Names too common to be understood with a prefix: a USER_NAME is not the name of a connection. */
const wholeNames: ReadonlyMap<string, PasteKey> = new Map([
  ['NAME', 'name'],
  ['CONNECTION_NAME', 'name'],
  ['CUSTOMER', 'customer'],
])

/** What a name stands for, however it is written: `CLIENT_ID`, `clientId`, `x-api-key`, `Client ID`. Null: nothing. */
export function keyOf(name: string): PasteKey | null {
  const upper = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toUpperCase()
  const whole = wholeNames.get(upper)
  if (whole !== undefined) return whole
  const found = endings.find(([ending]) => upper === ending || upper.endsWith(`_${ending}`))
  return found?.[1] ?? null
}

/** Whether a value stands for another one that the text does not have: `${API_KEY}`, `{{apiKey}}`, `<your key>`. */
export function isPlaceholder(value: string): boolean {
  return /^(\$\{[^}]*\}|\$[A-Z_][A-Z0-9_]*|\{\{[^}]*\}\}|<[^>]*>|%[A-Z_][A-Z0-9_]*%)$/.test(value)
}
