/**
 * Pixels of height that a list may have and still be laid out as it is. Chromium clamps elements at 2^25 pixels of the
 * screen, about 33.5 million.
 */
const tallest = 30_800_000
/**
 * Pixels of height that are laid out of a list that is taller. Above 2^23 a scroll position is no longer exact to the
 * pixel (measured: a wheel that moves by one pixel at a time moves nothing).
 */
const exact = 8_000_000

/** A list of rows of one height that may be taller than an element can be. All lengths in pixels. */
export interface TallRows {
  readonly rows: number
  /** Rows that are laid out at a time, one after another: all, or as many as an element holds. */
  readonly laidOut: number
  readonly rowHeight: number
  /** How far the element can be scrolled. */
  readonly range: number
  /** Height of what is in view. */
  readonly viewport: number
}

/** Where a list is scrolled to. */
export interface RowPlace {
  /** Rows of the list before the first that is laid out. */
  readonly before: number
  /** Scroll position of the element. */
  readonly top: number
}

/** How many rows of a list to lay out at a time. `pixelRatio` is pixels of the screen in one of the page. */
export function laidOutRows(rows: number, rowHeight: number, pixelRatio: number): number {
  const most = tallest / Math.max(1, pixelRatio)
  return rows * rowHeight <= most ? rows : Math.floor(Math.min(exact, most) / rowHeight)
}

/** Pixels from the start of the whole list. */
export function offsetOf(place: RowPlace, { rowHeight }: Pick<TallRows, 'rowHeight'>): number {
  return place.before * rowHeight + place.top
}

/**
 * The place at which an offset is shown. The element is as far scrolled as the list is, in proportion, but for an edge
 * at both ends: there the list lies as in an element of its own height, so that steps to its end find room.
 */
export function placeAt(offset: number, list: TallRows): RowPlace {
  const end = offsetOf({ before: list.rows - list.laidOut, top: list.range }, list)
  const within = Math.min(end, Math.max(0, offset))
  const before = rowsBefore(within, end, list)
  return { before, top: within - before * list.rowHeight }
}

/** The place after the element was scrolled to `top`: by a step, which moves by its pixels, or by the scroll bar. */
export function scrolledTo(top: number, from: RowPlace, list: TallRows): RowPlace {
  return Math.abs(top - from.top) > longestStep(list)
    ? { before: rowsBefore(top, list.range, list), top }
    : settled({ before: from.before, top }, list)
}

/**
 * The same rows in view at a place from which steps find room: another one where steps have led far from what the
 * scroll bar should show, where the list begins or ends close by, or where the list is no longer what it was.
 */
export function settled(place: RowPlace, list: TallRows): RowPlace {
  const meant = placeAt(offsetOf(place, list), list)
  const isAtAnEnd = meant.before === 0 || meant.before === list.rows - list.laidOut
  const isFar = Math.abs(meant.top - place.top) > edgeOf(list) / 2
  return isAtAnEnd || isFar ? meant : place
}

/** The offset nearest to another at which a row is in view as a whole. */
export function offsetShowing(row: number, offset: number, list: TallRows): number {
  const start = row * list.rowHeight
  const end = (row + 1 - list.laidOut) * list.rowHeight + list.range
  return Math.min(start, Math.max(end, offset))
}

function rowsBefore(at: number, end: number, list: TallRows): number {
  if (list.rows === list.laidOut) return 0
  const edge = edgeOf(list)
  const share = Math.min(1, Math.max(0, (at - edge) / (end - 2 * edge)))
  return Math.round(share * (list.rows - list.laidOut))
}

/** A hundredth of the way: some pixels of a scroll bar, some thousand rows. */
function edgeOf({ range }: TallRows): number {
  return range / 100
}

/** Half of what one pixel of a scroll bar moves, as that is about as long as the view; never more than an edge has. */
function longestStep({ range, viewport }: TallRows): number {
  return range / Math.max(400, 2 * viewport)
}
