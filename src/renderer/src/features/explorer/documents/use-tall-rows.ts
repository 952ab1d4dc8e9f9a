import {
  defaultRangeExtractor,
  observeElementOffset,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { RowRange } from './block-window.ts'
import {
  laidOutRows,
  offsetOf,
  offsetShowing,
  placeAt,
  type RowPlace,
  scrolledTo,
  settled,
  type TallRows,
} from './tall-rows.ts'

interface TallRowsOptions {
  readonly rows: number
  readonly rowHeight: number
  readonly viewport: RefObject<HTMLElement | null>
  /** Rows to draw beyond those in view, at either end. */
  readonly overscan: number
  /** A row that stays drawn wherever the view is; -1 for none. */
  readonly kept?: number
  readonly paddingStart?: number
  readonly paddingEnd?: number
  /** Height of what stands above the rows and stays at the top of the view. */
  readonly headHeight?: number
}

interface DrawnRow {
  readonly row: number
  /** Pixels from the top of the body. */
  readonly top: number
}

interface DrawnRows {
  /** Height of the body in pixels. */
  readonly height: number
  readonly drawn: readonly DrawnRow[]
  readonly inView: RowRange
  /** Scrolls as far as is needed to see a row. */
  show(row: number): void
}

type Report = (top: number, isScrolling: boolean) => void

/**
 * The rows of a list of any length that are to be drawn. A list that an element can hold is laid out as it is. Of a
 * longer one a part is, and the rows that this part stands for change as it is scrolled (see `tall-rows.ts`).
 */
export function useTallRows(options: TallRowsOptions): DrawnRows {
  const { rows, rowHeight, viewport, kept = -1 } = options
  const laidOut = laidOutRows(rows, rowHeight, window.devicePixelRatio)
  const most = rows - laidOut
  const place = useRef<RowPlace>({ before: 0, top: 0 })
  const report = useRef<Report>(() => undefined)
  /** As in `place`, for drawing. */
  const [shift, setShift] = useState(0)
  const before = Math.min(shift, most)

  const measured = (element: HTMLElement): TallRows => {
    const { scrollHeight, clientHeight } = element
    return { rows, laidOut, rowHeight, range: scrollHeight - clientHeight, viewport: clientHeight }
  }
  const go = (to: RowPlace, isScrolling: boolean): void => {
    const element = viewport.current
    if (element !== null && element.scrollTop !== to.top) element.scrollTop = to.top
    place.current = to
    setShift(to.before)
    report.current(to.top, isScrolling)
  }
  const scrolled = (top: number, isScrolling: boolean): void => {
    const element = viewport.current
    const from = place.current
    const to = most === 0 || element === null ? { before: 0, top } : scrolledTo(top, from, measured(element))
    // In one go, or a frame would show rows of one place at another.
    if (to.before !== from.before) flushSync(() => go(to, isScrolling))
    else {
      place.current = to
      report.current(top, isScrolling)
    }
  }
  const onScrolled = useRef(scrolled)
  useLayoutEffect(() => {
    onScrolled.current = scrolled
  })

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      const index = kept - before
      const outside = index >= 0 && index < range.count && !indexes.includes(index)
      return outside ? [...indexes, index].sort((a, b) => a - b) : indexes
    },
    [kept, before],
  )
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: laidOut,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: options.overscan,
    rangeExtractor,
    paddingStart: options.paddingStart ?? 0,
    paddingEnd: options.paddingEnd ?? 0,
    scrollPaddingStart: options.headHeight ?? 0,
    // The rows begin below it, of which the virtualizer knows nothing.
    scrollPaddingEnd: options.headHeight ?? 0,
    observeElementOffset: (instance: Virtualizer<HTMLElement, HTMLElement>, tell: Report) => {
      report.current = tell
      return observeElementOffset(instance, (top, isScrolling) => onScrolled.current(top, isScrolling))
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured anew when the row height changes
  useLayoutEffect(() => virtualizer.measure(), [rowHeight])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another list needs another place
  useLayoutEffect(() => {
    const element = viewport.current
    if (element === null || (most === 0 && place.current.before === 0)) return
    go(settled(place.current, measured(element)), false)
  }, [rows, laidOut, rowHeight])

  const items = virtualizer.getVirtualItems()
  return {
    height: virtualizer.getTotalSize(),
    drawn: withKept(
      items.map(({ index, start }) => ({ row: index + before, top: start })),
      { kept, before, laidOut, rowHeight, rows },
    ),
    inView: {
      first: (virtualizer.range?.startIndex ?? 0) + before,
      last: (virtualizer.range?.endIndex ?? 0) + before,
    },
    show: row => {
      const element = viewport.current
      if (most === 0 || element === null) return virtualizer.scrollToIndex(row)
      const list = measured(element)
      go(placeAt(offsetShowing(row, offsetOf(place.current, list), list), list), false)
    },
  }
}

/** With the row that stays drawn where it is not laid out: at the end that it is beyond, which is then out of view. */
function withKept(
  drawn: readonly DrawnRow[],
  {
    kept,
    before,
    laidOut,
    rowHeight,
    rows,
  }: Omit<TallRows, 'range' | 'viewport'> & { kept: number; before: number },
): readonly DrawnRow[] {
  if (kept < 0 || kept >= rows) return drawn
  if (kept < before) return [{ row: kept, top: 0 }, ...drawn]
  if (kept >= before + laidOut) return [...drawn, { row: kept, top: (laidOut - 1) * rowHeight }]
  return drawn
}
