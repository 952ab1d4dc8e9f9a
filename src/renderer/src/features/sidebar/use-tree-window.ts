import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { SidebarRow } from './sidebar-rows.ts'

/** Pixels of each kind of row, as the style sheet has them. */
const heights: Readonly<Record<SidebarRow['kind'], number>> = {
  customer: 34,
  connection: 28,
  application: 28,
  collection: 26,
  note: 24,
}
/** The first one needs no distance from what stands above it. */
const firstCustomer = 24

/** A tree of so many rows is drawn whole; of a longer one only what is on screen and near it. */
const drawnWhole = 200
const rowsNearby = 12

export interface TreeWindow {
  readonly height: number
  readonly items: readonly VirtualItem[]
  /** Scrolls just as far as needed. */
  readonly show: (key: string) => void
}

/** The rows of a long tree that are worth drawing: those on screen, and always the one that Tab reaches. */
export function useTreeWindow(
  rows: readonly SidebarRow[],
  treeRef: RefObject<HTMLDivElement | null>,
  reachable: string | undefined,
  current: string | null,
  searching: boolean,
): TreeWindow {
  const reachableAt = rows.findIndex(row => row.key === reachable)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => treeRef.current?.parentElement ?? null,
    estimateSize: index => {
      const kind = rows[index]?.kind ?? 'connection'
      return index === 0 && kind === 'customer' ? firstCustomer : heights[kind]
    },
    getItemKey: index => rows[index]?.key ?? index,
    overscan: rows.length <= drawnWhole ? drawnWhole : rowsNearby,
    rangeExtractor: range => {
      const shown = defaultRangeExtractor(range)
      return reachableAt < 0 || shown.includes(reachableAt)
        ? shown
        : [...shown, reachableAt].toSorted((a, b) => a - b)
    },
  })
  const currentAt = rows.findIndex(row => row.key === current)
  const isThere = currentAt >= 0
  // What the active tab shows is brought on screen once: when the tab is chosen, when its row appears, and after a
  // search, whose results are looked at from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that come and go above it must not scroll
  useEffect(() => {
    if (isThere && !searching) virtualizer.scrollToIndex(currentAt, { align: 'auto' })
  }, [current, isThere, searching])
  return {
    height: virtualizer.getTotalSize(),
    items: virtualizer.getVirtualItems(),
    show: key => {
      const index = rows.findIndex(row => row.key === key)
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' })
    },
  }
}
