import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SelectedDocuments } from '../../../data/table/dataset-selection.ts'
import type { RowRange } from '../block-window.ts'
import type { DocumentsAsked } from '../documents-place.ts'
import { ListLimit } from '../list-limit.tsx'
import type { RowList } from '../row-list.ts'
import { JsonDocument } from './json-document.tsx'
import css from './json-view.module.css'
import { useJsonDocuments } from './use-json-documents.ts'

/** Pixels of a document before it was measured: a head and about ten lines. */
const guessedHeight = 224
/** Documents laid out at most: heights vary, so this stays far below where Chromium clamps. */
const maxDocuments = 100_000

interface JsonViewProps {
  readonly asked: DocumentsAsked
  readonly list: RowList
  /** The dataset that the documents are of; null when they come from the API. */
  readonly selected: SelectedDocuments | null
  readonly label: string
  onRange(range: RowRange): void
}

/** The documents as JSON, one below the other, of which only those in view are drawn. */
export function JsonView({ asked, list, selected, label, onRange }: JsonViewProps) {
  const viewport = useRef<HTMLElement>(null)
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const count = Math.min(list.length.rows, maxDocuments)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => guessedHeight,
    overscan: 2,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  const jsonAt = useJsonDocuments(asked, list, selected, { first, last })
  const unfold = useCallback((index: number) => setUnfolded(now => new Set(now).add(index)), [])
  return (
    <section
      ref={viewport}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={css.viewport}
    >
      <div className={css.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(item => (
          <article
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            aria-label={`Document ${item.index + 1}`}
            className={css.item}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <JsonDocument
              index={item.index}
              id={list.rowAt(item.index)?.row.id ?? null}
              json={jsonAt(item.index)}
              unfolded={unfolded.has(item.index)}
              onUnfold={unfold}
            />
          </article>
        ))}
      </div>
      <ListLimit shown={count} all={list.length.rows} />
    </section>
  )
}
