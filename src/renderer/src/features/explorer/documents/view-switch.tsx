import { IconBraces, IconChartBar, IconLayoutGrid, IconListDetails, IconTable } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import type { DocumentsMode } from './view-state.ts'
import css from './view-switch.module.css'

export const modeTitles: Readonly<Record<DocumentsMode, string>> = {
  table: 'Table',
  cards: 'Cards',
  json: 'JSON',
  schema: 'Schema',
  charts: 'Charts',
}

const modes = [
  { mode: 'table', Icon: IconTable },
  { mode: 'cards', Icon: IconLayoutGrid },
  { mode: 'json', Icon: IconBraces },
  { mode: 'schema', Icon: IconListDetails },
  { mode: 'charts', Icon: IconChartBar },
] as const

interface ViewSwitchProps {
  readonly mode: DocumentsMode
  /** Id of the element that shows the chosen view. */
  readonly panelId: string
  onChange(mode: DocumentsMode): void
}

/** The ways to look at the documents: a list of tabs, of which the arrow keys choose. */
export function ViewSwitch({ mode, panelId, onChange }: ViewSwitchProps) {
  const list = useRef<HTMLDivElement>(null)
  const pressed = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = modes.findIndex(option => option.mode === mode)
    const next = modes[(at + step + modes.length) % modes.length]
    if (next === undefined) return
    onChange(next.mode)
    list.current?.querySelector<HTMLElement>(`[data-mode="${next.mode}"]`)?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label="View" className={css.switch} onKeyDown={pressed}>
      {modes.map(({ mode: option, Icon }) => (
        <button
          key={option}
          type="button"
          role="tab"
          data-mode={option}
          aria-selected={option === mode}
          aria-controls={panelId}
          title={modeTitles[option]}
          tabIndex={option === mode ? 0 : -1}
          className={css.option}
          onClick={() => onChange(option)}
        >
          <Icon size={14} stroke={1.6} aria-hidden />
          <span className={css.title}>{modeTitles[option]}</span>
        </button>
      ))}
    </div>
  )
}
