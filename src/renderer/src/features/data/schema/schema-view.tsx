import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { DatasetFilter, DatasetSchema } from '../../../../../shared/datasets.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { FieldDetail } from './field-detail.tsx'
import { type FieldFacts, factsOfAll, factsOfEntries } from './field-facts.ts'
import { FieldRow, fieldRowHeight } from './field-row.tsx'
import css from './schema-view.module.css'

interface SchemaViewProps {
  readonly schema: DatasetSchema
  readonly format: CellFormat
  /** Which documents it rests on, in words. */
  readonly basis: string
  /** Button beside the basis: what would give a fuller picture. */
  readonly action: ReactNode
  /** Shows the documents that a field or one of its values picks; left out where nothing can be filtered. */
  readonly onFilter: ((filter: DatasetFilter) => void) | undefined
}

/** Every field of the documents: types, presence, picture and words; the chosen one in detail beside them. */
export function SchemaView({ schema, format, basis, action, onFilter }: SchemaViewProps) {
  const viewport = useRef<HTMLDivElement>(null)
  const fields = useMemo(() => factsOfAll(schema), [schema])
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  /** The fields, and below each list that was opened what is in it. */
  const all = useMemo(
    () =>
      fields.flatMap(facts => (unfolded.has(facts.field.path) ? [facts, ...factsOfEntries(facts)] : [facts])),
    [fields, unfolded],
  )
  const unfold = useCallback((path: string): void => {
    setUnfolded(now => {
      const next = new Set(now)
      if (!next.delete(path)) next.add(path)
      return next
    })
  }, [])
  const [chosen, setChosen] = useState<string | null>(null)
  const [focused, setFocused] = useState(0)
  const open = all.find(({ field }) => field.path === chosen)
  const virtualizer = useVirtualizer({
    count: all.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => fieldRowHeight,
    overscan: 4,
    scrollPaddingStart: headHeight,
    // The rows begin below the head, of which the virtualizer knows nothing.
    scrollPaddingEnd: headHeight,
  })
  const goTo = (to: number): void => {
    const next = Math.max(0, Math.min(all.length - 1, to))
    setFocused(next)
    virtualizer.scrollToIndex(next)
    requestAnimationFrame(() => focusRow(viewport.current, next))
    if (chosen !== null) setChosen(all[next]?.field.path ?? null)
  }
  const pressed = (event: KeyboardEvent): void => {
    const to = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      goTo(to)
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const facts = all[focused]
      const isOpen = facts !== undefined && unfolded.has(facts.field.path)
      if (facts === undefined || unfoldedOf(facts) === undefined || isOpen === (event.key === 'ArrowRight'))
        return
      event.preventDefault()
      unfold(facts.field.path)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      setChosen(all[focused]?.field.path ?? null)
    }
  }
  const unfoldedOf = (facts: FieldFacts): boolean | undefined =>
    (facts.field.arrays?.fields ?? []).length === 0 ? undefined : unfolded.has(facts.field.path)
  const close = (): void => {
    setChosen(null)
    requestAnimationFrame(() => focusRow(viewport.current, focused))
  }
  return (
    <div className={css.split}>
      <section className={css.schema} aria-label="Schema">
        <div className={css.head}>
          <b>{`${fields.length.toLocaleString('en-GB')} ${fields.length === 1 ? 'field' : 'fields'}`}</b>
          <span className={css.basis}>{basis}</span>
          {action}
        </div>
        <div
          ref={viewport}
          role="treegrid"
          aria-label="Fields"
          aria-rowcount={all.length + 1}
          className={css.viewport}
          tabIndex={-1}
          onKeyDown={pressed}
        >
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: focus goes to the rows of fields */}
          <div role="row" aria-rowindex={1} className={css.titles}>
            {['Type', 'Field', 'Present', 'Values', 'Summary'].map(title => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <span key={title} role="columnheader" data-title={title}>
                <span className={title === 'Type' || title === 'Summary' ? css.hidden : undefined}>
                  {title}
                </span>
              </span>
            ))}
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div role="rowgroup" className={css.body} style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(item => {
              const facts = all[item.index]
              return (
                facts !== undefined && (
                  <FieldRow
                    key={item.key}
                    facts={facts}
                    index={item.index}
                    top={item.start}
                    format={format}
                    selected={facts === open}
                    focused={item.index === focused}
                    unfolded={unfoldedOf(facts)}
                    onUnfold={unfold}
                    onOpen={index => {
                      setFocused(index)
                      setChosen(facts.field.path)
                    }}
                  />
                )
              )
            })}
          </div>
          {schema.droppedFields > 0 && (
            <p className={css.rest}>
              {schema.droppedFields.toLocaleString('en-GB')} more fields are in the JSON view only.
            </p>
          )}
        </div>
      </section>
      {open !== undefined && (
        <FieldDetail key={open.field.path} facts={open} format={format} onFilter={onFilter} onClose={close} />
      )}
    </div>
  )
}

const headHeight = 30

function focusRow(viewport: HTMLElement | null, row: number): void {
  viewport?.querySelector<HTMLElement>(`[data-field="${row}"]`)?.focus({ preventScroll: true })
}
