import type { ColumnLayout } from '../../../../../../shared/column-layout.ts'
import type { ColumnChoices } from './column-layout.ts'
import { columnKey } from './merged-columns.ts'

/** What main takes of one path; a field beyond that is arranged for as long as its tab is open. */
const maxKeys = 20
const maxKeyLength = 500
const maxColumns = 1000

/** Choices as main keeps them: columns by their paths. */
export function layoutOf({ widths, hidden, pinned, order }: ColumnChoices): ColumnLayout {
  return {
    widths: Object.entries(widths)
      .flatMap(([key, width]) => pathsOf([key]).map(keys => ({ keys, width: Math.round(width) })))
      .slice(0, maxColumns),
    hidden: pathsOf(hidden),
    pinned: pathsOf(pinned),
    order: pathsOf(order),
  }
}

/** The choices of a layout that was kept. */
export function choicesOf({ widths, hidden, pinned, order }: ColumnLayout): ColumnChoices {
  return {
    widths: Object.fromEntries(widths.map(({ keys, width }) => [columnKey(keys), width])),
    hidden: hidden.map(columnKey),
    pinned: pinned.map(columnKey),
    order: order.map(columnKey),
  }
}

function pathsOf(columns: readonly string[]): string[][] {
  return columns
    .map(key => key.split('\u0000'))
    .filter(keys => keys.length <= maxKeys && keys.every(key => key.length <= maxKeyLength))
    .slice(0, maxColumns)
}
