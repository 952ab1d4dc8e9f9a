/** MongoDB's order of types, as far as JSON has them. */
function rank(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (typeof value === 'number') return 1
  if (typeof value === 'string') return 2
  if (Array.isArray(value)) return 4
  if (typeof value === 'object') return 3
  return 5
}

/** Compares two values as a MongoDB sort would; objects and arrays by their JSON. */
export function compareValues(a: unknown, b: unknown): number {
  const byType = rank(a) - rank(b)
  if (byType !== 0) return byType
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  if (typeof a === 'object' && a !== null) return compareValues(JSON.stringify(a), JSON.stringify(b))
  return 0
}

/** How many items are sorted, or merged, before others get their turn: about 5 ms. */
const TURN = 4_000

/** Sorts in place of one long run in turns of a few milliseconds, `pause` between them. Stable. */
export async function sortInTurns<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<void>,
): Promise<readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let from = 0; from < items.length; from += TURN) {
    runs.push(items.slice(from, from + TURN).sort(compare))
    await pause()
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let pair = 0; pair < runs.length; pair += 2) {
      merged.push(await mergeInTurns(runs[pair] ?? [], runs[pair + 1] ?? [], compare, pause))
    }
    runs = merged
  }
  return runs[0] ?? []
}

async function mergeInTurns<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  pause: () => Promise<void>,
): Promise<readonly T[]> {
  const merged: T[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    const a = left[l] as T
    const b = right[r] as T
    if (compare(b, a) < 0) {
      merged.push(b)
      r += 1
    } else {
      merged.push(a)
      l += 1
    }
    if (merged.length % TURN === 0) await pause()
  }
  return merged.concat(left.slice(l), right.slice(r))
}
