import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Entry {
  readonly payload: AdapterPayload
  /** By the cloud's own clock; undefined where it never ends. */
  readonly expiresAt: number | undefined
}

/** Which tokens a revocation takes. */
export type TokenKind = 'access' | 'refresh'

/** Everything that the authorization server remembers: its adapter, with the ways to spoil it from outside. */
export interface TokenStore {
  readonly adapter: (model: string) => Adapter
  /** Forgets tokens, so that the API and the token endpoint refuse them. Answers how many. */
  readonly revoke: (clientId: string | undefined, kinds: readonly TokenKind[]) => number
}

const KIND_OF_MODEL: Readonly<Record<string, TokenKind>> = {
  ClientCredentials: 'access',
  AccessToken: 'access',
  RefreshToken: 'refresh',
}

/** Fewer entries than this are never looked through for what has expired. */
const FEWEST_TO_PRUNE = 20_000

/**
 * An in-memory store whose expiry follows `now`, not the machine's clock, so that a shifted cloud issues and
 * ends tokens by its own time.
 */
export function createTokenStore(now: () => number): TokenStore {
  const entries = new Map<string, Entry>()
  let pruneAbove = FEWEST_TO_PRUNE

  const prune = (): void => {
    for (const [key, entry] of entries) {
      if (entry.expiresAt !== undefined && entry.expiresAt <= now()) entries.delete(key)
    }
    // Where most are still good, looking through them for each new one would take ever longer.
    pruneAbove = Math.max(FEWEST_TO_PRUNE, entries.size * 2)
  }
  const find = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key)
    if (entry === undefined) return undefined
    if (entry.expiresAt === undefined || entry.expiresAt > now()) return entry.payload
    entries.delete(key)
    return undefined
  }

  return {
    adapter: model => ({
      upsert: async (id, payload, expiresIn) => {
        if (entries.size > pruneAbove) prune()
        const expiresAt = expiresIn === undefined ? undefined : now() + expiresIn * 1000
        entries.set(`${model}:${id}`, { payload, expiresAt })
      },
      find: async id => find(`${model}:${id}`),
      findByUid: async uid => {
        for (const [key, { payload }] of entries) {
          if (key.startsWith(`${model}:`) && payload.uid === uid) return find(key)
        }
        return undefined
      },
      findByUserCode: async () => undefined,
      consume: async id => {
        const entry = entries.get(`${model}:${id}`)
        if (entry === undefined) return
        const consumed = Math.floor(now() / 1000)
        entries.set(`${model}:${id}`, { ...entry, payload: { ...entry.payload, consumed } })
      },
      destroy: async id => {
        entries.delete(`${model}:${id}`)
      },
      revokeByGrantId: async grantId => {
        for (const [key, { payload }] of entries) {
          if (payload.grantId === grantId) entries.delete(key)
        }
      },
    }),
    revoke: (clientId, kinds) => {
      let count = 0
      for (const [key, { payload }] of entries) {
        const kind = KIND_OF_MODEL[key.slice(0, key.indexOf(':'))]
        if (kind === undefined || !kinds.includes(kind)) continue
        if (clientId !== undefined && payload.clientId !== clientId) continue
        entries.delete(key)
        count += 1
      }
      return count
    },
  }
}
