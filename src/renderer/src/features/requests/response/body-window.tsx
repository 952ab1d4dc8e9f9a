import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useContext, useEffect, useLayoutEffect, useState } from 'react'
import type { BodyMatch } from '../../../../../shared/bodies.ts'
import { hexRowBytes } from '../../../../../shared/requests.ts'
import { classNames } from '../../../ui/class-names.ts'
import { MarkedLines } from '../marked-lines.ts'
import { HexCells, LineRow } from './body-row.tsx'
import { LineReader, type LongLine } from './line-reader.tsx'
import css from './response-pane.module.css'
import { type RowMode, useBodyRows } from './use-body.ts'
import type { FoundInBody } from './use-body-search.ts'

const rowHeight = 18
/** Rows in one scrolling area: Chromium clamps heights at about 33 million pixels. */
const rowsPerPart = 1_000_000

/** How far a body was scrolled, and which one that was. */
export interface ScrollPlace {
  readonly of: string
  readonly top: number
}

interface BodyWindowProps {
  readonly responseId: string
  readonly mode: RowMode
  /** Lines, or rows of bytes. */
  readonly total: number
  /** What was found, to be marked and gone to. */
  readonly search: Pick<FoundInBody, 'current' | 'matchesIn'>
  readonly viewport: RefObject<HTMLElement | null>
  /** Names what is shown: the next body of the same place begins where this one was left. */
  readonly place: string
  readonly scrolled: RefObject<ScrollPlace>
}

/** The lines of a body, of which only those in view are fetched and drawn. */
export function BodyWindow(props: BodyWindowProps) {
  const { responseId, mode, total, search, viewport, place, scrolled } = props
  const marked = useContext(MarkedLines)
  const [part, setPart] = useState(0)
  const [reading, setReading] = useState<LongLine | null>(null)
  const start = part * rowsPerPart
  const count = Math.min(rowsPerPart, total - start)
  const virtualizer = useVirtualizer({
    count: Math.max(0, count),
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  })
  const isThere = total > 0
  useLayoutEffect(() => {
    const { of, top } = scrolled.current
    if (isThere && of === place) viewport.current?.scrollTo({ top })
  }, [isThere, place, scrolled, viewport])
  const items = virtualizer.getVirtualItems()
  const rowAt = useBodyRows(
    responseId,
    mode,
    start + (items[0]?.index ?? 0),
    start + (items.at(-1)?.index ?? 0),
  )
  useFollow(search.current, part, setPart, line => {
    const { range } = virtualizer
    // What is in view stays where it is.
    if (range !== null && line > range.startIndex && line < range.endIndex - 1) return
    virtualizer.scrollToIndex(line, { align: 'center' })
  })
  const go = (to: number): void => {
    setPart(to)
    viewport.current?.scrollTo({ top: 0 })
  }
  return (
    <>
      {total > rowsPerPart && (
        <div className={css.tools}>
          <Button disabled={part === 0} onClick={() => go(part - 1)}>
            Previous part
          </Button>
          <Button disabled={start + count >= total} onClick={() => go(part + 1)}>
            Next part
          </Button>
          <span className={css.note}>
            Rows {(start + 1).toLocaleString('en-GB')} to {(start + count).toLocaleString('en-GB')}
          </span>
        </div>
      )}
      <section
        ref={viewport}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Body of the answer"
        className={css.lines}
        onScroll={event => {
          scrolled.current = { of: place, top: event.currentTarget.scrollTop }
        }}
      >
        <div className={css.sheet} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(item => {
            const at = start + item.index
            const row = rowAt(at)
            return (
              <div
                key={item.key}
                className={classNames(css.line, mode === 'pretty' && marked.has(at) && css.marked)}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span className={css.lineNumber}>
                  {mode === 'hex' ? (at * hexRowBytes).toString(16).padStart(6, '0') : at + 1}
                </span>
                {row !== null && 'hex' in row && <HexCells row={row} />}
                {row !== null && 'cut' in row && mode !== 'hex' && (
                  <LineRow
                    row={row}
                    of={{ responseId, view: mode, line: at }}
                    matches={search.matchesIn(at)}
                    current={search.current}
                    onRead={setReading}
                  />
                )}
              </div>
            )
          })}
        </div>
      </section>
      {reading !== null && <LineReader at={reading} onClose={() => setReading(null)} />}
    </>
  )
}

/** Goes to what was found, in its part of the body. */
function useFollow(
  current: BodyMatch | null,
  part: number,
  setPart: (part: number) => void,
  scrollTo: (line: number) => void,
): void {
  const wanted = current === null ? part : Math.floor(current.line / rowsPerPart)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was found moves the view, not scrolling away
  useEffect(() => {
    if (current === null) return
    if (wanted === part) scrollTo(current.line - part * rowsPerPart)
    else setPart(wanted)
  }, [current, wanted === part])
}
