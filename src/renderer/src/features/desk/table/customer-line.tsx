import type { TableLine } from '../desk-rows.ts'
import css from './desk-table.module.css'

interface CustomerLineProps {
  readonly line: Extract<TableLine, { kind: 'customer' }>
  readonly index: number
  readonly top: number
  readonly focused: boolean
}

/** A customer over the connections of theirs. */
export function CustomerLine({ line, index, top, focused }: CustomerLineProps) {
  const { customer, count, failing } = line
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs
    <div
      role="row"
      aria-rowindex={index + 2}
      data-line={index}
      tabIndex={focused ? 0 : -1}
      className={css.customer}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus */}
      <div role="gridcell" aria-colspan={9}>
        <b>{customer === '' ? 'Without a customer' : customer}</b>
        <span className={css.quiet}>
          {count}
          {failing > 0 && `, ${failing} ${failing === 1 ? 'does' : 'do'} not work`}
        </span>
      </div>
    </div>
  )
}
