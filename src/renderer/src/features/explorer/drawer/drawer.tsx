import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import css from './drawer.module.css'

interface DrawerProps {
  /** Accessible name: what kind of thing it shows. */
  readonly label: string
  readonly title: string
  /** Where the thing stands, in few words. */
  readonly place?: string
  readonly busy?: boolean
  /** Icon buttons beside *Close*. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  onClose(): void
}

/** A pane at the right for one thing. Takes the focus when it opens, closes with Esc. */
export function Drawer({ label, title, place = '', busy = false, actions, children, onClose }: DrawerProps) {
  const drawer = useRef<HTMLElement>(null)
  useEffect(() => drawer.current?.focus({ preventScroll: true }), [])
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  }
  return (
    <aside
      ref={drawer}
      className={css.drawer}
      aria-label={label}
      aria-busy={busy}
      tabIndex={-1}
      onKeyDown={pressed}
    >
      <div className={css.bar}>
        <b className={css.title} title={title}>
          {title}
        </b>
        <span className={css.place}>{place}</span>
        {actions}
        <Tooltip label="Close, Esc">
          <ActionIcon size="sm" aria-label="Close" onClick={onClose}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {children}
    </aside>
  )
}
