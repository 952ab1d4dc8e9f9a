import { type KeyboardEvent, type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Connection } from '../../../../shared/connection.ts'
import { openConnection, openPlace } from '../../app/connection-actions.ts'
import { openConnectionIds } from '../../app/open-connections.ts'
import { type TabContent, useWorkspace } from '../../app/workspace.ts'
import { ConnectionMenu, type MenuPlace } from './connection-menu.tsx'
import { deleteConnection } from './delete-connection.tsx'
import styles from './sidebar.module.css'
import { SidebarTreeRow } from './sidebar-row.tsx'
import {
  applicationKey,
  connectionKey,
  placesAmongSiblings,
  type SidebarRow,
  sidebarRows,
  treeStep,
} from './sidebar-rows.ts'
import { type ApplicationId, useApplications, useCollections } from './use-branches.ts'
import { useTreeWindow } from './use-tree-window.ts'

/** The row that stands for what the active tab shows. */
function currentKey(content: TabContent | undefined): string | null {
  if (content === undefined || !('connectionId' in content) || content.connectionId === null) return null
  if (content.kind !== 'explorer') return connectionKey(content.connectionId)
  const { applicationId, collectionId } = content.place
  if (applicationId === null) return connectionKey(content.connectionId)
  const application = applicationKey(content.connectionId, applicationId)
  return collectionId === null
    ? application
    : `collection ${application.slice('application '.length)} ${collectionId}`
}

function openRow(row: SidebarRow): void {
  if (row.kind === 'connection') openConnection(row.connection.id)
  if (row.kind === 'application') openPlace(row.connectionId, row.application.id, null)
  if (row.kind === 'collection') openPlace(row.connectionId, row.applicationId, row.collection.id)
}

/** Applications whose collections are shown: those unfolded, and the one that is being looked at. */
function unfoldedApplications(
  folds: Readonly<Record<string, boolean>>,
  open: ReadonlySet<string>,
): ApplicationId[] {
  return Object.entries(folds).flatMap(([key, expanded]) => {
    const [kind, connectionId = '', ...rest] = key.split(' ')
    return kind === 'application' && expanded && open.has(connectionId)
      ? [{ connectionId, applicationId: rest.join(' ') }]
      : []
  })
}

const onlyChild = { position: 1, of: 1 }

export interface ConnectionTreeProps {
  readonly connections: readonly Connection[]
  readonly search: string
  readonly treeRef: RefObject<HTMLDivElement | null>
}

/** Connections by customer as a tree; the open ones unfold to applications and collections. */
export function ConnectionTree({ connections, search, treeRef }: ConnectionTreeProps) {
  const tabs = useWorkspace(state => state.tabs)
  const active = useWorkspace(state => state.tabs.find(tab => tab.id === state.activeId)?.content)
  const [chosenFolds, setFolds] = useState<Readonly<Record<string, boolean>>>({})
  const [focused, setFocused] = useState<string | null>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)

  const openIds = openConnectionIds(tabs)
  const open = new Set(openIds)
  const place = active?.kind === 'explorer' ? active.place : null
  const shown =
    active?.kind === 'explorer' && place?.applicationId != null
      ? { [applicationKey(active.connectionId, place.applicationId)]: true }
      : {}
  const folds = { ...shown, ...chosenFolds }
  const applications = useApplications(openIds)
  const collectionsOf = useCollections(unfoldedApplications(folds, open))
  const rows = sidebarRows({
    connections,
    search,
    folds,
    open,
    applicationsOf: connectionId => applications.get(connectionId) ?? 'waiting',
    collectionsOf,
  })
  const current = currentKey(active)
  const reachable = [focused, current].find(key => rows.some(row => row.key === key)) ?? rows[0]?.key
  const places = placesAmongSiblings(rows)
  const { height, items, show } = useTreeWindow(
    rows,
    treeRef,
    reachable ?? undefined,
    current,
    search.trim() !== '',
  )

  const fold = (key: string, expanded: boolean): void => setFolds(was => ({ ...was, [key]: expanded }))
  const focusRow = (key: string): void => {
    // The row that Tab reaches is always drawn, wherever it is.
    flushSync(() => setFocused(key))
    show(key)
    const row = treeRef.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    row?.focus({ preventScroll: true })
  }
  const openMenu = (row: SidebarRow, x: number, y: number): void => {
    if (row.kind === 'connection') setMenu({ connection: row.connection, x, y })
  }
  const activate = (row: SidebarRow): void => {
    setFocused(row.key)
    const again = row.kind === 'customer' || (row.kind === 'connection' && row.key === current)
    if (again && row.expanded !== null) fold(row.key, !row.expanded)
    else openRow(row)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const element = (event.target as Element).closest<HTMLElement>('[data-row]')
    const row = rows.find(({ key }) => key === element?.dataset.row)
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const step = treeStep(rows, row.key, event.key)
    if (step !== null && 'focus' in step) focusRow(step.focus)
    else if (step !== null) fold(step.fold, step.expanded)
    else if (event.key === 'Enter' || event.key === ' ') activate(row)
    else if (event.key === 'Delete' && row.kind === 'connection') void deleteConnection(row.connection)
    else return
    event.preventDefault()
  }

  return (
    <>
      <div
        ref={treeRef}
        role="tree"
        aria-label="Connections"
        className={styles.tree}
        style={{ height }}
        onKeyDown={onKeyDown}
      >
        {items.map(({ index, start }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <SidebarTreeRow
              key={row.key}
              row={row}
              top={start}
              place={places[index] ?? onlyChild}
              current={row.key === current}
              reachable={row.key === reachable}
              isOpen={row.kind === 'connection' && open.has(row.connection.id)}
              onOpen={() => activate(row)}
              onFold={() => fold(row.key, row.expanded !== true)}
              onMenu={event => {
                event.preventDefault()
                openMenu(row, event.clientX, event.clientY)
              }}
            />
          )
        })}
      </div>
      {rows.length === 0 && <p className={styles.hint}>No connection has that name, customer or tag.</p>}
      {menu !== null && (
        <ConnectionMenu
          place={menu}
          onClose={() => {
            setMenu(null)
            focusRow(connectionKey(menu.connection.id))
          }}
        />
      )}
    </>
  )
}
