import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import { TypeGlyph } from '../../../ui/type-glyph.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import css from './field-detail.module.css'
import type { FieldFacts } from './field-facts.ts'
import { ArrayEntries, TopValues } from './field-lists.tsx'
import { fieldStats } from './field-stats.ts'
import { typeWords } from './field-words.ts'
import { findingOf } from './finding.ts'
import { LargePicture } from './large-picture.tsx'

interface FieldDetailProps {
  readonly facts: FieldFacts
  readonly format: CellFormat
  readonly onFilter: ((filter: DatasetFilter) => void) | undefined
  onClose(): void
}

/** One field in a pane beside the list: what it shows, the picture that shows it, numbers and values. */
export function FieldDetail({ facts, format, onFilter: onAnyFilter, onClose }: FieldDetailProps) {
  const pane = useRef<HTMLElement>(null)
  const { field } = facts
  // The engine picks documents by their fields, not by what is in their lists.
  const onFilter = facts.counted === 'documents' ? onAnyFilter : undefined
  const finding = findingOf(facts, format)
  const narrow = window.matchMedia('(max-width: 980px)').matches
  // Where it covers the list, it takes the focus; beside the list the keys go on walking through the fields.
  useEffect(() => {
    if (narrow) pane.current?.focus({ preventScroll: true })
  }, [narrow])
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  return (
    <aside
      ref={pane}
      className={css.pane}
      aria-label={`Field ${field.path}`}
      tabIndex={-1}
      onKeyDown={pressed}
    >
      <div className={css.bar}>
        <TypeGlyph type={facts.type} />
        <b className={css.name} title={field.path}>
          {field.path}
        </b>
        <span className={css.tag}>{facts.types.map(({ type }) => typeWords[type]).join(', ') || 'null'}</span>
        <span className={css.space} />
        {onFilter !== undefined && !field.masked && facts.present < facts.documents && (
          <Button
            size="compact-xs"
            leftSection={<IconFilter size={14} aria-hidden />}
            onClick={() => onFilter({ kind: 'present', keys: [...field.keys] })}
          >
            Filter by this
          </Button>
        )}
        <Tooltip label="Close, Esc">
          <ActionIcon size="sm" aria-label="Close" onClick={onClose}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label="What it shows">
        <figure className={css.figure}>
          <figcaption>
            <b>{finding.title}</b>
            <span className={css.evidence}>{finding.evidence}</span>
          </figcaption>
          <LargePicture facts={facts} format={format} label={`${finding.title}. ${finding.evidence}`} />
        </figure>
        <dl className={css.stats}>
          {fieldStats(facts).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd data-mono>{value}</dd>
            </div>
          ))}
        </dl>
        <ArrayEntries facts={facts} />
        <TopValues facts={facts} format={format} onFilter={onFilter} />
      </section>
    </aside>
  )
}
