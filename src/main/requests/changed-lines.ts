/** Cells of the table that compares two texts: 8 MB. Larger ones are compared as a whole. */
const mostCells = 4_000_000

/** Which lines of a text are new against an earlier one. */
export interface ChangedLines {
  /** Positions in the new text, from 0. */
  readonly changed: readonly number[]
  /** Lines of the old text that are gone. */
  readonly gone: number
}

/** Compares by the longest common subsequence, so that a line put in does not mark all that follow. */
export function changedLines(before: readonly string[], after: readonly string[]): ChangedLines {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start++
  let tail = 0
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const old = before.slice(start, before.length - tail)
  const now = after.slice(start, after.length - tail)
  const common = (old.length + 1) * (now.length + 1) > mostCells ? [] : commonPlaces(old, now)
  const kept = new Set(common)
  return {
    changed: now.flatMap((_line, at) => (kept.has(at) ? [] : [start + at])),
    gone: old.length - common.length,
  }
}

/** Positions in `now` of the lines that both have, in order. */
function commonPlaces(old: readonly string[], now: readonly string[]): readonly number[] {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const places: number[] = []
  for (let row = 0, column = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) {
      places.push(column)
      row++
      column++
    } else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return places
}
