import type { TableColumn } from './merged-columns.ts'

/** What a person chose about the columns of one table, by column key. */
export interface ColumnChoices {
  readonly widths: Readonly<Record<string, number>>
  readonly hidden: readonly string[]
  /** Pinned beside the first column, which is pinned always. */
  readonly pinned: readonly string[]
  /** All columns that were known when one was moved, in the order that it left; empty where none was. */
  readonly order: readonly string[]
}

export const noChoices: ColumnChoices = { widths: {}, hidden: [], pinned: [], order: [] }

/** The choices with a width in pixels for one column; 0 gives the column its own width back. */
export function withWidth(choices: ColumnChoices, key: string, width: number): ColumnChoices {
  const { [key]: _before, ...others } = choices.widths
  return { ...choices, widths: width === 0 ? others : { ...others, [key]: width } }
}

/**
 * The choices with one column in the place of another, which makes room on the side that the first comes from. Among
 * pinned columns it is pinned, among others it is not; the first column is pinned by its place alone.
 */
export function withMoved(
  choices: ColumnChoices,
  columns: readonly TableColumn[],
  key: string,
  onto: string,
): ColumnChoices {
  const { all } = layOut(columns, choices)
  const shown = all.map(laid => laid.column.key)
  const [from, to] = [shown.indexOf(key), shown.indexOf(onto)]
  if (from < 0 || to < 0 || from === to) return choices
  const keys = inOrder(columns, choices.order).map(column => column.key)
  const others = [...shown, ...keys.filter(other => !shown.includes(other))].filter(other => other !== key)
  const at = others.indexOf(onto) + (from < to ? 1 : 0)
  const unpinned = choices.pinned.filter(other => other !== key)
  const joinsPinned = choices.pinned.includes(onto) || (to === 0 && choices.pinned.includes(key))
  return {
    ...choices,
    order: [...others.slice(0, at), key, ...others.slice(at)],
    pinned: joinsPinned ? [...unpinned, key] : unpinned,
  }
}

/** Columns in the order that somebody gave them; one that came later stands behind the one it came behind. */
function inOrder(columns: readonly TableColumn[], order: readonly string[]): readonly TableColumn[] {
  if (order.length === 0) return columns
  const byKey = new Map(columns.map(column => [column.key, column]))
  const placed = order.flatMap(key => byKey.get(key) ?? [])
  const known = new Set(placed)
  columns.forEach((column, at) => {
    if (known.has(column)) return
    const before = columns[at - 1]
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, column)
  })
  return placed
}

export const narrowest = 56
export const widestByHand = 900
/** Widest that a column gets by itself; a person may pull it wider. */
const widestAlone = 260

/** Whether a column is at the start, inside or at the end of a run of neighbours under the same parent. */
export type Nest = 'none' | 'only' | 'start' | 'middle' | 'end'

export interface LaidColumn {
  readonly column: TableColumn
  /** Position among the shown columns, from 0: with 1 added, its `aria-colindex`. */
  readonly index: number
  readonly width: number
  /** Pixels from the left edge of the row. */
  readonly left: number
  readonly pinned: boolean
  readonly nest: Nest
}

export interface ColumnLayout {
  readonly all: readonly LaidColumn[]
  readonly pinned: readonly LaidColumn[]
  readonly free: readonly LaidColumn[]
  readonly pinnedWidth: number
  readonly width: number
}

/**
 * Lays the shown columns out: pinned ones first, the first column always among them, each part in its order.
 * At least one column stays, whatever was hidden.
 */
export function layOut(
  columns: readonly TableColumn[],
  choices: ColumnChoices,
  /** Pixels for the mark of chosen rows, which stands in the first column. */
  forMark = 0,
): ColumnLayout {
  const hidden = new Set(choices.hidden)
  const visible = inOrder(columns, choices.order).filter(column => !hidden.has(column.key))
  const shown = visible.length === 0 ? columns.slice(0, 1) : visible
  const chosen = new Set(choices.pinned)
  const isPinned = (column: TableColumn): boolean => column === shown[0] || chosen.has(column.key)
  const ordered = [...shown.filter(isPinned), ...shown.filter(column => !isPinned(column))]
  let left = 0
  const all = ordered.map((column, index): LaidColumn => {
    // A field may have a name that every object knows, such as constructor.
    const byHand = Object.hasOwn(choices.widths, column.key) ? choices.widths[column.key] : undefined
    const width = byHand ?? ownWidth(column) + (index === 0 ? forMark : 0)
    const laid = {
      column,
      index,
      width,
      left,
      pinned: isPinned(column),
      nest: nestOf(ordered, index, isPinned),
    }
    left += width
    return laid
  })
  const pinned = all.filter(laid => laid.pinned)
  const pinnedWidth = pinned.reduce((sum, laid) => sum + laid.width, 0)
  return { all, pinned, free: all.filter(laid => !laid.pinned), pinnedWidth, width: left }
}

/** The free columns that a scrolled viewport shows, with some pixels to spare on both sides. */
export function freeInView(
  layout: ColumnLayout,
  scrollLeft: number,
  viewportWidth: number,
  spare = 300,
): { readonly shown: readonly LaidColumn[]; readonly before: number } {
  const from = scrollLeft + layout.pinnedWidth - spare
  const to = scrollLeft + viewportWidth + spare
  const shown = layout.free.filter(laid => laid.left + laid.width > from && laid.left < to)
  return { shown, before: (shown[0]?.left ?? layout.pinnedWidth) - layout.pinnedWidth }
}

/** Width in pixels by what the column holds, with room for the arrow of the order in its head: 12 px text, 6.4 px a character in the UI face and 7.2 in the other. */
function ownWidth(column: TableColumn): number {
  const head = (column.prefix.length + column.name.length) * 6.6 + (column.type === 'boolean' ? 64 : 56)
  const value = valueWidth(column) + 22
  return Math.round(Math.min(widestAlone, Math.max(72, head, value)))
}

function valueWidth(column: TableColumn): number {
  if (column.type === 'date') return 19 * 7.2
  if (column.type === 'number') return (column.widest * 4 * 7.2) / 3
  if (column.type === 'id' || column.codes) return column.widest * 7.2
  if (column.type === 'object' || column.type === 'array') return 180
  return column.widest * 6.4
}

function nestOf(
  ordered: readonly TableColumn[],
  index: number,
  isPinned: (column: TableColumn) => boolean,
): Nest {
  const column = ordered[index]
  if (column === undefined || column.keys.length < 2) return 'none'
  const sameGroup = (other: TableColumn | undefined): boolean =>
    other !== undefined &&
    other.keys.length > 1 &&
    other.keys[0] === column.keys[0] &&
    isPinned(other) === isPinned(column)
  const before = sameGroup(ordered[index - 1])
  const after = sameGroup(ordered[index + 1])
  if (before) return after ? 'middle' : 'end'
  return after ? 'start' : 'only'
}
