import { looksSecret } from '../api/index.ts'
import { authPairsSchema, type PostmanCollection, type PostmanItem } from './collection-schema.ts'

/** What a collection holds for a connection: in its variables, and in its blocks of authorization. */
export interface CollectionCredentials {
  /** Names and values, each name once, as an environment would have them. */
  readonly pairs: readonly { readonly key: string; readonly value: string }[]
  /** Values that must be shown nowhere, whether they are of use or not. */
  readonly secrets: readonly string[]
}

/** Members of an OAuth 2.0 block that a connection has too. */
const usedOfOauth = new Set(['accessTokenUrl', 'clientId', 'clientSecret', 'scope'])

/**
 * Gathers them from the whole collection; of two values of one name the outer one counts. A value that is a variable
 * of the collection is looked up there; one that an environment would give is left out.
 */
export function credentialsOf(collection: PostmanCollection): CollectionCredentials {
  const variables = collection.variable.filter(({ disabled }) => disabled !== true)
  const known = new Map(variables.map(({ key, value }) => [key, value]))
  const resolved = (value: string): string => {
    const name = /^\{\{([^{}]*)\}\}$/.exec(value.trim())?.[1]
    return name === undefined ? value : (known.get(name.trim()) ?? '')
  }
  const pairs = new Map<string, string>()
  const secrets = new Set<string>()
  const offer = (key: string, value: string): void => {
    if (value !== '' && !isVariable(value) && !pairs.has(key)) pairs.set(key, value)
  }
  for (const auth of authsOf(collection)) {
    const rows = authPairsSchema.safeParse(auth?.[auth.type])
    if (auth === null || auth === undefined || !rows.success) continue
    const values = new Map(rows.data.map(({ key, value }) => [key, resolved(value)]))
    for (const [key, value] of values) {
      const isValue = auth.type === 'apikey' && key === 'value'
      if (value !== '' && (isValue || looksSecret(key))) secrets.add(value)
      if (auth.type === 'oauth2' && usedOfOauth.has(key)) offer(key, value)
    }
    if (auth.type === 'apikey' && /^x-api-key$/i.test(values.get('key') ?? '')) {
      offer('apiKey', values.get('value') ?? '')
    }
  }
  for (const { key, value } of variables) {
    if (looksSecret(key) && value !== '' && !isVariable(value)) secrets.add(value)
    offer(key, value)
  }
  return { pairs: [...pairs].map(([key, value]) => ({ key, value })), secrets: [...secrets] }
}

function isVariable(value: string): boolean {
  return /^\{\{[^{}]*\}\}$/.test(value.trim())
}

/** All blocks of authorization, from the outside in. */
function authsOf(collection: PostmanCollection): readonly PostmanItem['auth'][] {
  const below = (items: readonly PostmanItem[]): readonly PostmanItem['auth'][] =>
    items.flatMap(({ auth, item = [], request }) => [
      auth,
      ...(typeof request === 'object' ? [request.auth] : []),
      ...below(item),
    ])
  return [collection.auth, ...below(collection.item)]
}
