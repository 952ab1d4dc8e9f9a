import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef, useState } from 'react'
import { type HexRow, hexRowBytes } from '../../../../../shared/requests.ts'
import { sizeText } from '../status-words.ts'
import css from './response-pane.module.css'
import { type BodyMode, useBodyRows } from './use-body.ts'

const rowHeight = 18
/** Rows in one scrolling area: Chromium clamps heights at about 33 million pixels. */
const rowsPerPart = 1_000_000

interface BodyWindowProps {
  readonly responseId: string
  readonly mode: BodyMode
  /** Lines, or rows of bytes. */
  readonly total: number
  readonly drawText: (text: string) => ReactNode
}

/** The lines of a body, of which only those in view are fetched and drawn. */
export function BodyWindow({ responseId, mode, total, drawText }: BodyWindowProps) {
  const viewport = useRef<HTMLElement>(null)
  const [part, setPart] = useState(0)
  const start = part * rowsPerPart
  const count = Math.min(rowsPerPart, total - start)
  const virtualizer = useVirtualizer({
    count: Math.max(0, count),
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  })
  const items = virtualizer.getVirtualItems()
  const rowAt = useBodyRows(
    responseId,
    mode,
    start + (items[0]?.index ?? 0),
    start + (items.at(-1)?.index ?? 0),
  )
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
      >
        <div className={css.sheet} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(item => {
            const at = start + item.index
            const row = rowAt(at)
            return (
              <div key={item.key} className={css.line} style={{ transform: `translateY(${item.start}px)` }}>
                <span className={css.lineNumber}>
                  {mode === 'hex' ? (at * hexRowBytes).toString(16).padStart(6, '0') : at + 1}
                </span>
                {row !== null && ('hex' in row ? <HexCells row={row} /> : drawText(row.text))}
                {row !== null && 'cut' in row && row.cut && (
                  <span className={css.cut}>cut, {sizeText(row.length)} in all</span>
                )}
              </div>
            )
          })}
        </div>
      </section>
    </>
  )
}

function HexCells({ row }: { readonly row: HexRow }) {
  const pairs = (row.hex.match(/../g) ?? []).join(' ')
  return (
    <>
      {pairs.padEnd(hexRowBytes * 3 - 1)}
      <span className={css.hexText}>{row.text}</span>
    </>
  )
}
