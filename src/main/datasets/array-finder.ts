/** An array that stands in a JSON text under names alone, not inside another array. */
export interface FoundArray {
  /** Keys that lead there. */
  readonly path: readonly string[]
  readonly entries: number
}

/** Looks for arrays in a JSON text that comes in pieces. What is no JSON is not noticed. */
export interface ArrayFinder {
  push(bytes: Uint8Array): void
  found(): readonly FoundArray[]
}

/** Levels of objects that are looked through, and arrays that are told of. */
const maxLevels = 6
const maxArrays = 50
/** Bytes of a key; longer ones are no names of lists. */
const maxKeyBytes = 500

export function createArrayFinder(): ArrayFinder {
  const arrays: { readonly path: readonly string[]; entries: number }[] = []
  /** Keys of the objects that are open, the last one as it is read. */
  const path: string[] = []
  let current: (typeof arrays)[number] | null = null
  /** Open brackets inside the array that is counted, or below the levels that are looked through. */
  let inside = 0
  let isText = false
  let isEscaped = false
  let isKey = false
  let key: number[] | null = null
  let hasEntry = false

  const startText = (): void => {
    isText = true
    key = isKey && inside === 0 && current === null ? [] : null
  }

  const endText = (): void => {
    isText = false
    if (key === null) return
    path[path.length - 1] = decoded(key)
    key = null
  }

  const open = (byte: number): void => {
    if (current !== null || inside > 0 || path.length >= maxLevels) inside++
    else if (byte === 0x7b) {
      path.push('')
      isKey = true
    } else if (arrays.length >= maxArrays) inside++
    else {
      current = { path: [...path], entries: 0 }
      hasEntry = false
      arrays.push(current)
    }
  }

  const close = (): void => {
    if (inside > 0) inside--
    else if (current !== null) {
      if (hasEntry) current.entries++
      current = null
    } else path.pop()
  }

  return {
    push(bytes) {
      for (let i = 0; i < bytes.length; i++) {
        const byte = bytes[i] as number
        if (isText) {
          if (isEscaped) isEscaped = false
          else if (byte === 0x5c) isEscaped = true
          else if (byte === 0x22) {
            endText()
            continue
          }
          if (key !== null && key.length < maxKeyBytes) key.push(byte)
          continue
        }
        if (byte <= 0x20) continue
        if (byte === 0x5d || byte === 0x7d) {
          close()
          continue
        }
        if (inside === 0 && current !== null) {
          if (byte === 0x2c) current.entries++
          else hasEntry = true
        }
        if (byte === 0x22) startText()
        else if (byte === 0x7b || byte === 0x5b) open(byte)
        else if (byte === 0x3a) isKey = false
        else if (byte === 0x2c) isKey = true
      }
    },
    found: () => arrays.map(array => ({ ...array })),
  }
}

function decoded(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString()
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    // Cut or wrong: it is shown as it stands.
    return text
  }
}
