import { VisuallyHidden } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconStack2 } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { useConnectionState } from './connection-state.ts'
import styles from './sidebar.module.css'
import type { PlaceAmongSiblings, SidebarRow } from './sidebar-rows.ts'
import { TokenLife } from './token-life.tsx'

export interface RowProps<Row extends SidebarRow = SidebarRow> {
  readonly row: Row
  /** Pixels from the top of the tree. */
  readonly top: number
  readonly place: PlaceAmongSiblings
  /** Shown in the active tab. */
  readonly current: boolean
  /** The one row that Tab reaches. */
  readonly reachable: boolean
  readonly isOpen: boolean
  readonly onOpen: () => void
  readonly onFold: () => void
  readonly onMenu: (event: MouseEvent) => void
}

/** One row of the tree, by its kind. */
export function SidebarTreeRow(props: RowProps) {
  const { row } = props
  switch (row.kind) {
    case 'customer':
      return (
        <Item {...props} className={styles.customer}>
          <Name>{row.name}</Name>
          {row.expanded === false && <IconChevronRight size={12} aria-hidden />}
        </Item>
      )
    case 'connection':
      return <ConnectionRow {...props} row={row} />
    case 'application':
      return (
        <Item {...props} className={styles.application}>
          <Fold expanded={row.expanded === true} onFold={props.onFold} />
          <IconStack2 size={14} aria-hidden />
          <Name>{row.application.name}</Name>
        </Item>
      )
    case 'collection':
      return (
        <Item {...props} className={styles.collection}>
          <Name>{row.collection.name}</Name>
        </Item>
      )
    case 'note':
      return (
        <Item {...props} className={styles.note}>
          {row.text}
        </Item>
      )
  }
}

function ConnectionRow(props: RowProps<Extract<SidebarRow, { kind: 'connection' }>>) {
  const { row, isOpen } = props
  const state = useConnectionState(row.connection.id, isOpen)
  return (
    <Item {...props} className={classNames(styles.connection, isOpen && styles.open)}>
      <VerdictShape tone={state.tone} />
      <span dir="auto" className={styles.name} title={`${row.connection.name}: ${state.word}`}>
        {row.connection.name}
        <VisuallyHidden>, {state.word}</VisuallyHidden>
      </span>
      <TokenLife state={state} />
    </Item>
  )
}

function Name({ children }: { readonly children: string }) {
  return (
    <span dir="auto" className={styles.name} title={children}>
      {children}
    </span>
  )
}

/** The pointer's way to fold; the keyboard has its arrows. */
function Fold({ expanded, onFold }: { readonly expanded: boolean; readonly onFold: () => void }) {
  const Icon = expanded ? IconChevronDown : IconChevronRight
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the row is the control; ArrowLeft and ArrowRight do this
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <span
      className={styles.fold}
      onClick={event => {
        event.stopPropagation()
        onFold()
      }}
    >
      <Icon size={14} aria-hidden />
    </span>
  )
}

interface ItemProps extends RowProps {
  readonly className: string | undefined
  readonly children: ReactNode
}

function Item({ row, top, place, className, current, reachable, onOpen, onMenu, children }: ItemProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys for all its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={place.position}
      aria-setsize={place.of}
      aria-selected={current}
      {...(row.expanded === null ? {} : { 'aria-expanded': row.expanded })}
      data-row={row.key}
      tabIndex={reachable ? 0 : -1}
      className={classNames(styles.row, className, top === 0 && styles.first, current && styles.current)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
      onContextMenu={onMenu}
    >
      {children}
    </div>
  )
}
