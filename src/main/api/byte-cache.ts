/** Values by key, least recently used dropped first once their sizes exceed a limit. */
export interface ByteCache<T> {
  get(key: string): T | undefined
  /** `bytes`: what the value counts for. The newest value stays even where it alone exceeds the limit. */
  set(key: string, value: T, bytes: number): void
  deleteWhere(matches: (key: string) => boolean): void
}

/** A cache that holds values of `maxBytes` bytes in all. */
export function createByteCache<T>(maxBytes: number): ByteCache<T> {
  const entries = new Map<string, { readonly value: T; readonly bytes: number }>()
  let total = 0

  const drop = (key: string): void => {
    total -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, bytes) {
      drop(key)
      entries.set(key, { value, bytes })
      total += bytes
      for (const oldest of entries.keys()) {
        if (total <= maxBytes || oldest === key) break
        drop(oldest)
      }
    },
    deleteWhere(matches) {
      for (const key of [...entries.keys()]) if (matches(key)) drop(key)
    },
  }
}
