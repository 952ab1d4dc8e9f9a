import type { TableLine } from '../desk-rows.ts'
import css from './desk-table.module.css'

interface GroupLineProps {
  readonly line: Extract<TableLine, { kind: 'group' }>
  readonly index: number
  readonly top: number
  readonly focused: boolean
}

/** What the rows that follow have in common. */
export function GroupLine({ line, index, top, focused }: GroupLineProps) {
  const { title, count, failing } = line
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs
    <div
      role="row"
      aria-rowindex={index + 2}
      data-line={index}
      tabIndex={focused ? 0 : -1}
      className={css.group}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus */}
      <div role="gridcell" aria-colspan={10}>
        <b>{title}</b>
        <span className={css.quiet}>
          {failing > 0
            ? `${failing} of ${count} ${failing === 1 ? 'does' : 'do'} not work`
            : `${count} connection${count === 1 ? '' : 's'}`}
        </span>
      </div>
    </div>
  )
}
