interface TableSize {
  readonly lines: number
  /** Lines that fit into the view. */
  readonly page: number
}

/** Where a key leads from a line; null for a key that does not move. */
export function lineAfter(key: string, from: number, { lines, page }: TableSize): number | null {
  const within = (index: number): number => Math.max(0, Math.min(lines - 1, index))
  switch (key) {
    case 'ArrowDown':
      return within(from + 1)
    case 'ArrowUp':
      return within(from - 1)
    case 'PageDown':
      return within(from + Math.max(1, page - 1))
    case 'PageUp':
      return within(from - Math.max(1, page - 1))
    case 'Home':
      return 0
    case 'End':
      return within(lines - 1)
    default:
      return null
  }
}
