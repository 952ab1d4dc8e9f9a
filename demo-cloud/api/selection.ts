import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CollectionStore, StoredDocument } from '../data/collection-store.ts'
import { type Criteria, createMatcher, valueAt } from './criteria.ts'
import { withFlags } from './document-view.ts'
import { compareValues, sortInTurns } from './ordering.ts'

/** The documents that meet criteria: all of a collection, or their positions in the order asked for. */
export interface Selection {
  readonly count: number
  readonly positionAt: (rank: number) => number
}

/** Finds documents, and remembers where the last few questions led. */
export type Selector = (store: CollectionStore, criteria: Criteria) => Promise<Selection>

/** Documents looked at before other requests get their turn: about 10 ms. */
const SCANNED_A_TURN = 2_000

/** Four bytes a document for each remembered question. */
const REMEMBERED = 12

const everything = (count: number): Selection => ({ count, positionAt: rank => rank })

/** A selector whose scans run in short turns and whose results are shared by the pages of one question. */
export function createSelector(): Selector {
  const remembered = new Map<string, Promise<Selection>>()
  return (store, criteria) => {
    // Made before anything is remembered, so that bad criteria are refused each time.
    const matches = createMatcher(criteria, store.model.textIndex)
    const sort = Object.entries(criteria.sort ?? {})
    if (matches === undefined && sort.length === 0) return Promise.resolve(everything(store.count()))
    const key = `${store.model.mark} ${store.version()} ${JSON.stringify(criteria)}`
    const known = remembered.get(key)
    if (known !== undefined) return known
    const selection = scan(store, matches, sort)
    remembered.set(key, selection)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    selection.catch(() => remembered.delete(key))
    return selection
  }
}

interface Keyed {
  readonly position: number
  readonly keys: readonly unknown[]
}

async function scan(
  store: CollectionStore,
  matches: ((document: StoredDocument) => boolean) | undefined,
  sort: readonly (readonly [string, 1 | -1])[],
): Promise<Selection> {
  const found: Keyed[] = []
  const positions: number[] = []
  const count = store.count()
  const byHash = sort.some(([path]) => path === '_hash')
  for (let position = 0; position < count; position += 1) {
    if (position % SCANNED_A_TURN === SCANNED_A_TURN - 1) await nextTurn()
    const document = store.at(position)
    if (document === undefined) break
    if (matches !== undefined && !matches(document)) continue
    if (sort.length === 0) positions.push(position)
    else {
      const whole = byHash ? withFlags(document) : { ...document.flags, ...document.fields }
      found.push({ position, keys: sort.map(([path]) => valueAt(whole, path)) })
    }
  }
  if (sort.length === 0) return ordered(Uint32Array.from(positions))
  const compare = (a: Keyed, b: Keyed): number => {
    for (const [index, [, direction]] of sort.entries()) {
      const difference = compareValues(a.keys[index], b.keys[index])
      if (difference !== 0) return difference * direction
    }
    return a.position - b.position
  }
  const sorted = await sortInTurns(found, compare, () => nextTurn())
  return ordered(Uint32Array.from(sorted, item => item.position))
}

const ordered = (positions: Uint32Array): Selection => ({
  count: positions.length,
  positionAt: rank => positions[rank] ?? -1,
})
