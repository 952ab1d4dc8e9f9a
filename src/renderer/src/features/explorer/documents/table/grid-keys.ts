/** A cell by its position: `row` -1 is the head. */
export interface GridPosition {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that the viewport shows, for page up and down. */
  readonly page: number
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
}

/**
 * Where a key leads from a cell, or null when the key does not move (WAI-ARIA grid pattern: Home and End go to the
 * ends of the row, and with Ctrl to the first and the last cell of all).
 */
export function moveOf(pressed: Pressed, from: GridPosition, size: GridSize): GridPosition | null {
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const to = (row: number, column: number): GridPosition => ({
    row: Math.max(-1, Math.min(lastRow, row)),
    column: Math.max(0, Math.min(lastColumn, column)),
  })
  switch (pressed.key) {
    case 'ArrowDown':
      return to(pressed.ctrlKey ? lastRow : from.row + 1, from.column)
    case 'ArrowUp':
      return to(pressed.ctrlKey ? 0 : from.row - 1, from.column)
    case 'ArrowRight':
      return to(from.row, pressed.ctrlKey ? lastColumn : from.column + 1)
    case 'ArrowLeft':
      return to(from.row, pressed.ctrlKey ? 0 : from.column - 1)
    case 'PageDown':
      return to(from.row + Math.max(1, size.page - 1), from.column)
    case 'PageUp':
      return to(Math.max(0, from.row - Math.max(1, size.page - 1)), from.column)
    case 'Home':
      return to(pressed.ctrlKey ? 0 : from.row, 0)
    case 'End':
      return to(pressed.ctrlKey ? lastRow : from.row, lastColumn)
    default:
      return null
  }
}
