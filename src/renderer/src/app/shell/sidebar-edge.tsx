import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './sidebar-edge.module.css'

const min = 200
const max = 360
const keyStep = 8

const within = (width: number): number => Math.round(Math.min(max, Math.max(min, width)))

export interface SidebarEdgeProps {
  readonly width: number
  readonly onDrag: (width: number) => void
  readonly onDone: (width: number) => void
}

/** The edge between sidebar and sheet: dragged, or moved with the arrow keys. */
export function SidebarEdge({ width, onDrag, onDone }: SidebarEdgeProps) {
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const held = (event: PointerEvent<HTMLElement>): boolean =>
    event.currentTarget.hasPointerCapture(event.pointerId)
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -keyStep : event.key === 'ArrowRight' ? keyStep : 0
    if (by === 0) return
    event.preventDefault()
    onDone(within(width + by))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; this is the window splitter pattern
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the sidebar"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className={styles.edge}
      onPointerDown={onPointerDown}
      onPointerMove={event => held(event) && onDrag(within(event.clientX))}
      onPointerUp={event => held(event) && onDone(within(event.clientX))}
      onKeyDown={onKeyDown}
    />
  )
}
