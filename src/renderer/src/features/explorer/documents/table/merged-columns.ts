import type { CellType, Column, DocumentBlock } from '../../../../../../shared/documents.ts'

/** A column of the table: what all blocks seen so far say about one path. */
export interface TableColumn {
  /** Identifies the path, even where a key holds a dot. */
  readonly key: string
  readonly keys: readonly string[]
  readonly path: string
  /** Dotted part before the last key, with its dot; empty at the top level. */
  readonly prefix: string
  readonly name: string
  /** What most values were when the column was first seen with one; `null` until then. Never changes later. */
  readonly type: CellType
  /** Every type seen, most frequent of the first block first. */
  readonly types: readonly CellType[]
  /** Largest absolute number seen; 0 when none was. */
  readonly maxAbs: number
  /** Fields of the API itself, such as `_id` and `_hash`. */
  readonly system: boolean
  /** Characters of the longest value among the first rows it was seen in. */
  readonly widest: number
  /** Its text is codes such as `W-104477`, which read better in a monospaced face. */
  readonly codes: boolean
}

const sampleRows = 50
const codePattern = /^(?=.*\d)[A-Z0-9]+([ ._/-][A-Z0-9]+)*$/

/** Identifies a path of keys. The separator cannot be typed, unlike a dot. */
export function columnKey(keys: readonly string[]): string {
  return keys.join('\u0000')
}

/**
 * Adds what a block says to the columns known so far. Known columns keep their order and their type, so that a
 * table never reshuffles while somebody reads it; new ones go after the last known one, but before the system
 * fields. Gives back the same array when the block says nothing new.
 */
export function mergeColumns(
  known: readonly TableColumn[],
  block: Pick<DocumentBlock, 'columns' | 'rows'>,
): readonly TableColumn[] {
  const byKey = new Map(known.map(column => [column.key, column]))
  let changed = false
  const fresh: TableColumn[] = []
  block.columns.forEach((column, index) => {
    const key = columnKey(column.keys)
    const before = byKey.get(key)
    if (before === undefined) {
      fresh.push(firstSight(key, column, sampleOf(block, index)))
      return
    }
    const after = seenAgain(before, column, () => sampleOf(block, index))
    if (after !== before) {
      changed = true
      byKey.set(key, after)
    }
  })
  if (fresh.length === 0 && !changed) return known
  const old = known.map(column => byKey.get(column.key) ?? column)
  const all = [...old, ...fresh]
  return [...all.filter(column => !column.system), ...all.filter(column => column.system)]
}

/** Where each column of the table stands in the rows of a block; missing when the block has no such column. */
export function columnIndexes(block: Pick<DocumentBlock, 'columns'>): ReadonlyMap<string, number> {
  const found = indexes.get(block)
  if (found !== undefined) return found
  const made = new Map(block.columns.map((column, index) => [columnKey(column.keys), index]))
  indexes.set(block, made)
  return made
}
const indexes = new WeakMap<Pick<DocumentBlock, 'columns'>, ReadonlyMap<string, number>>()

interface Sample {
  readonly widest: number
  readonly codes: boolean
}

function firstSight(key: string, column: Column, sample: Sample): TableColumn {
  const types = typesByFrequency(column)
  const name = column.keys.at(-1) ?? column.path
  const prefix = column.keys.slice(0, -1).join('.')
  return {
    key,
    keys: column.keys,
    path: column.path,
    prefix: prefix === '' ? '' : `${prefix}.`,
    name,
    type: types[0] ?? 'null',
    types,
    maxAbs: column.maxAbs,
    system: (column.keys[0] ?? '').startsWith('_'),
    widest: sample.widest,
    codes: types[0] === 'string' && sample.codes,
  }
}

function seenAgain(before: TableColumn, column: Column, sample: () => Sample): TableColumn {
  const more = typesByFrequency(column).filter(type => !before.types.includes(type))
  if (more.length === 0 && column.maxAbs <= before.maxAbs) return before
  const types = [...before.types, ...more]
  const maxAbs = Math.max(before.maxAbs, column.maxAbs)
  if (before.type !== 'null' || more.length === 0) return { ...before, types, maxAbs }
  // So far it was null throughout: only now is there something to align and to size by.
  const type = more[0] ?? 'null'
  const { widest, codes } = sample()
  return { ...before, types, maxAbs, type, widest, codes: type === 'string' && codes }
}

function typesByFrequency(column: Column): readonly CellType[] {
  const counted = Object.entries(column.types) as [CellType, number][]
  return counted
    .filter(([type]) => type !== 'null')
    .sort((a, b) => b[1] - a[1])
    .map(([type]) => type)
}

function sampleOf(block: Pick<DocumentBlock, 'rows'>, index: number): Sample {
  let widest = 0
  let codes = true
  let texts = 0
  for (const row of block.rows.slice(0, sampleRows)) {
    const value = row.cells[index]?.value
    if (value === undefined || value === null) continue
    const text = String(value)
    widest = Math.max(widest, text.length)
    texts += 1
    codes = codes && text.length <= 24 && codePattern.test(text)
  }
  return { widest, codes: codes && texts > 0 }
}
