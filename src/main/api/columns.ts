import type { CellType, Column } from '../../shared/documents.ts'
import { isJsonObject, type JsonObject, ownValue } from './json-values.ts'

/** Levels of nesting that become dotted columns; what lies deeper is shown as one object. */
const maxDepth = 4
/** More columns than anybody scrolls through; the rest is counted and seen in the detail view. */
const maxColumns = 300

/** Set by the API (fact sheet, section 4, system flags): of interest after everything else. */
const systemFlags = ['_id', '_createdAt', '_updatedAt', '_changedBy', '_hash']

/** Column of documents that are not objects: a list of numbers, say. */
const scalarKey = 'value'

/** Where a value stands in documents, before types are counted. */
export interface ColumnPath {
  readonly path: string
  readonly keys: readonly string[]
}

interface Branch {
  /** Something other than a flattened object stood here in a document. */
  leaf: boolean
  readonly children: Map<string, Branch>
}

/**
 * Derives columns from documents: business fields in the order of the documents, fields of one object side by side
 * whichever document had them first, system flags at the end.
 */
export function columnPathsOf(documents: readonly unknown[]): {
  readonly columns: readonly ColumnPath[]
  readonly dropped: number
} {
  const root: Branch = { leaf: false, children: new Map() }
  for (const document of documents) {
    if (isJsonObject(document)) grow(root, document, 1)
    else branchAt(root, scalarKey).leaf = true
  }
  const business: ColumnPath[] = []
  const system: ColumnPath[] = []
  for (const [key, branch] of root.children)
    collect(branch, [key], systemFlags.includes(key) ? system : business)
  system.sort((a, b) => systemFlags.indexOf(a.keys[0] ?? '') - systemFlags.indexOf(b.keys[0] ?? ''))

  const columns = [...business.slice(0, Math.max(0, maxColumns - system.length)), ...system].slice(
    0,
    maxColumns,
  )
  return { columns, dropped: business.length + system.length - columns.length }
}

function grow(branch: Branch, value: JsonObject, depth: number): void {
  for (const [key, child] of Object.entries(value)) {
    const next = branchAt(branch, key)
    if (depth < maxDepth && isJsonObject(child) && Object.keys(child).length > 0) grow(next, child, depth + 1)
    else next.leaf = true
  }
}

function branchAt(branch: Branch, key: string): Branch {
  let next = branch.children.get(key)
  if (next === undefined) {
    next = { leaf: false, children: new Map() }
    branch.children.set(key, next)
  }
  return next
}

function collect(branch: Branch, keys: readonly string[], into: ColumnPath[]): void {
  if (branch.leaf) into.push({ path: keys.join('.'), keys })
  for (const [key, child] of branch.children) collect(child, [...keys, key], into)
}

/**
 * The value of a column in a document, or undefined where it is missing. An object that was taken apart into dotted
 * columns has no value of its own.
 */
export function valueAt(document: unknown, keys: readonly string[]): unknown {
  if (!isJsonObject(document)) return keys.length === 1 && keys[0] === scalarKey ? document : undefined
  let value: unknown = document
  for (const key of keys) {
    if (!isJsonObject(value)) return undefined
    value = ownValue(value, key)
  }
  const takenApart = keys.length < maxDepth && isJsonObject(value) && Object.keys(value).length > 0
  return takenApart ? undefined : value
}

/** Counts types and finds the largest number of a column while its cells are made. */
export class ColumnTally {
  readonly #types: Partial<Record<CellType, number>> = {}
  #maxAbs = 0

  add(type: CellType, value: unknown): void {
    this.#types[type] = (this.#types[type] ?? 0) + 1
    if (type === 'number') this.#maxAbs = Math.max(this.#maxAbs, finite(Math.abs(Number(value))))
  }

  column({ path, keys }: ColumnPath): Column {
    return { path, keys, types: this.#types, maxAbs: this.#maxAbs }
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}
