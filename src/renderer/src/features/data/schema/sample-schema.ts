import type {
  DatasetGroup,
  DatasetSchema,
  HistogramBucket,
  SchemaField,
} from '../../../../../shared/datasets.ts'
import type { Cell, CellType, DocumentBlock } from '../../../../../shared/documents.ts'
import { columnKey } from '../../explorer/documents/table/merged-columns.ts'

const maxBuckets = 30
const maxTop = 10

/**
 * What stands in the fields of the documents that are in the window: the same shape as the engine's description of
 * all documents, from far fewer. Long text counts by its first 200 characters, since no more of it is here.
 */
export function sampleSchema(blocks: readonly DocumentBlock[], isComplete: boolean): DatasetSchema {
  const gathered = new Map<string, Gathered>()
  let documents = 0
  for (const block of blocks) {
    documents += block.rows.length
    for (const [index, column] of block.columns.entries()) {
      const key = columnKey(column.keys)
      const field = gathered.get(key) ?? { path: column.path, keys: column.keys, cells: [] }
      gathered.set(key, field)
      for (const row of block.rows) {
        const cell = row.cells[index]
        if (cell != null) field.cells.push(cell)
      }
    }
  }
  const fields = [...gathered.values()].map(field => fieldOf(field, documents))
  return {
    documents,
    isComplete,
    fields: [...fields.filter(field => !isSystem(field)), ...fields.filter(isSystem)],
    droppedFields: Math.max(0, ...blocks.map(block => block.droppedColumns)),
  }
}

interface Gathered {
  readonly path: string
  readonly keys: readonly string[]
  readonly cells: Cell[]
}

/** Fields of the API itself come last, as in the table. */
function isSystem({ keys }: SchemaField): boolean {
  return (keys[0] ?? '').startsWith('_')
}

function fieldOf({ path, keys, cells }: Gathered, documents: number): SchemaField {
  const types: Partial<Record<CellType, number>> = {}
  for (const { type } of cells) types[type] = (types[type] ?? 0) + 1
  const values = cells.filter(cell => cell.type !== 'null')
  const groups = groupsOf(values)
  const numbers = values.flatMap(cell => (typeof cell.value === 'number' ? [cell.value] : []))
  const moments = values.flatMap(({ type, value }) => (type === 'date' ? [Date.parse(String(value))] : []))
  const measured = moments.length > 0 && moments.length === values.length ? moments : numbers
  const edges = edgesOf(values)
  return {
    path,
    keys,
    types,
    missing: documents - cells.length,
    masked: false,
    distinct: { count: groups.length, isApproximate: false },
    ...edges,
    mean: numbers.length === 0 ? null : sum(numbers) / numbers.length,
    top: groups.slice(0, maxTop),
    histogram: histogramOf(measured.filter(Number.isFinite)),
    arrays: arraysOf(values),
  }
}

function groupsOf(values: readonly Cell[]): readonly DatasetGroup[] {
  const counts = new Map<string, { cell: Cell; count: number }>()
  for (const cell of values) {
    const key = `${cell.type} ${cell.value}`
    const group = counts.get(key)
    if (group === undefined) counts.set(key, { cell, count: 1 })
    else group.count += 1
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

/** The smallest and the largest, where all values are of one type that has an order. */
function edgesOf(values: readonly Cell[]): Pick<SchemaField, 'min' | 'max'> {
  const [first] = values
  const ordered = first !== undefined && ['string', 'number', 'date', 'id'].includes(first.type)
  if (!ordered || values.some(({ type }) => type !== first.type)) return { min: null, max: null }
  let [min, max] = [first, first]
  for (const cell of values) {
    if (isBefore(cell, min)) min = cell
    if (isBefore(max, cell)) max = cell
  }
  return { min, max }
}

function isBefore(a: Cell, b: Cell): boolean {
  if (a.type === 'date') return Date.parse(String(a.value)) < Date.parse(String(b.value))
  if (a.type === 'number') return Number(a.value) < Number(b.value)
  return String(a.value) < String(b.value)
}

function histogramOf(numbers: readonly number[]): readonly HistogramBucket[] {
  if (numbers.length === 0) return []
  const low = numbers.reduce((least, value) => Math.min(least, value))
  const high = numbers.reduce((most, value) => Math.max(most, value))
  const width = (high - low) / maxBuckets
  if (!Number.isFinite(width)) return []
  if (width === 0) return [{ from: low, to: high, count: numbers.length }]
  const counts = new Array<number>(maxBuckets).fill(0)
  for (const value of numbers) {
    const at = Math.min(maxBuckets - 1, Math.floor((value - low) / width))
    counts[at] = (counts[at] ?? 0) + 1
  }
  return counts.map((count, at) => ({
    from: low + at * width,
    to: at === maxBuckets - 1 ? high : low + (at + 1) * width,
    count,
  }))
}

/** Lengths are known of every array; what is in them does not reach the window. */
function arraysOf(values: readonly Cell[]): SchemaField['arrays'] {
  const lengths = values.flatMap(({ type, size }) => (type === 'array' ? [size ?? 0] : []))
  if (lengths.length === 0) return null
  return {
    minLength: lengths.reduce((least, length) => Math.min(least, length)),
    maxLength: lengths.reduce((most, length) => Math.max(most, length)),
    meanLength: sum(lengths) / lengths.length,
    ...{ elements: [], entries: 0, allEntries: 0, fields: [] },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0)
}
