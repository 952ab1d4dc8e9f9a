import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import { TypeGlyph } from '../../../ui/type-glyph.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { type FieldFacts, nameOf } from './field-facts.ts'
import { FieldPicture } from './field-picture.tsx'
import { fieldWords, percentText } from './field-words.ts'
import css from './schema-view.module.css'

/** Pixels (visual language, "Space"). */
export const fieldRowHeight = 46

interface FieldRowProps {
  readonly facts: FieldFacts
  readonly index: number
  /** Pixels from the top of the list. */
  readonly top: number
  readonly format: CellFormat
  readonly selected: boolean
  readonly focused: boolean
  /** Whether what is in its lists is shown below; undefined where there is nothing to show. */
  readonly unfolded: boolean | undefined
  onOpen(index: number): void
  onUnfold(path: string): void
}

/** One field: its types, how often it has a value, and what the values are. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { facts, index, format, onOpen } = props
  const { documents, present } = facts
  const { prefix, name } = nameOf(facts.field)
  const words = fieldWords(facts, format)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list of rows, as a table cannot be laid out in windows
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={facts.counted === 'entries' ? 2 : 1}
      aria-expanded={props.unfolded}
      aria-selected={props.selected}
      className={css.row}
      style={{ transform: `translateY(${props.top}px)` }}
      tabIndex={props.focused ? 0 : -1}
      data-field={index}
      onClick={() => onOpen(index)}
    >
      <Cell name={css.types}>
        {(facts.types.length === 0 ? [{ type: facts.type, count: present }] : facts.types)
          .slice(0, 2)
          .map(({ type, count }) => (
            <span key={type} className={css.type}>
              <TypeGlyph type={type} />
              {facts.types.length > 1 && <span className={css.share}>{percentText(count, present)}</span>}
            </span>
          ))}
      </Cell>
      <Cell name={css.name}>
        <span title={facts.field.path} data-inner={facts.counted === 'entries' || undefined}>
          <span className={css.prefix}>{prefix}</span>
          {name}
        </span>
        {props.unfolded !== undefined && (
          <button
            type="button"
            className={css.unfold}
            tabIndex={-1}
            aria-label={props.unfolded ? `Close ${name}` : `Open ${name}`}
            onClick={event => {
              event.stopPropagation()
              props.onUnfold(facts.field.path)
            }}
          >
            {props.unfolded ? (
              <IconChevronDown size={14} aria-hidden />
            ) : (
              <IconChevronRight size={14} aria-hidden />
            )}
          </button>
        )}
      </Cell>
      <Cell name={css.present}>
        <span className={classNames(css.percent, present < documents && css.partly)}>
          {percentText(present, documents)}
        </span>
        <span className={classNames(css.bar, present < documents && css.partly)}>
          <span style={{ width: `${documents === 0 ? 0 : (present / documents) * 100}%` }} />
        </span>
      </Cell>
      <Cell name={css.picture}>
        <FieldPicture facts={facts} />
      </Cell>
      <Cell name={css.words}>
        <span className={css.summary}>{words.first}</span>
        <span className={classNames(css.summary, css.second)}>{words.second}</span>
      </Cell>
    </div>
  )
})

function Cell({ name, children }: { readonly name: string | undefined; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    // biome-ignore lint/a11y/useFocusableInteractive: focus goes to the row
    <div role="gridcell" className={classNames(css.cell, name)}>
      {children}
    </div>
  )
}
