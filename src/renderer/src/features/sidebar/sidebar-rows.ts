import type { Connection } from '../../../../shared/connection.ts'
import type { Application, Collection } from '../../../../shared/documents.ts'

/** A list that comes from the API, or why it is not there. */
export type Branch<T> = readonly T[] | 'waiting' | 'failed'

interface RowBase {
  readonly key: string
  /** Depth in the tree, from 1. */
  readonly level: number
  /** Null where there is nothing to unfold. */
  readonly expanded: boolean | null
}

export type SidebarRow =
  | (RowBase & { readonly kind: 'customer'; readonly name: string })
  | (RowBase & { readonly kind: 'connection'; readonly connection: Connection })
  | (RowBase & {
      readonly kind: 'application'
      readonly connectionId: string
      readonly application: Application
    })
  | (RowBase & {
      readonly kind: 'collection'
      readonly connectionId: string
      readonly applicationId: string
      readonly collection: Collection
    })
  | (RowBase & { readonly kind: 'note'; readonly text: string })

export interface SidebarTree {
  readonly connections: readonly Connection[]
  /** What was typed into the search field. */
  readonly search: string
  /** What the person unfolded (true) or folded (false), by key of the row. */
  readonly folds: Readonly<Record<string, boolean>>
  /** Connections that unfold by themselves because they are open. */
  readonly open: ReadonlySet<string>
  readonly applicationsOf: (connectionId: string) => Branch<Application>
  readonly collectionsOf: (connectionId: string, applicationId: string) => Branch<Collection>
}

export const connectionKey = (connectionId: string): string => `connection ${connectionId}`
export const applicationKey = (connectionId: string, applicationId: string): string =>
  `application ${connectionId} ${applicationId}`

/** Shown for connections without a customer, after all others. */
const noCustomer = 'No customer'

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Whether every word typed is in the name, the customer or a tag. */
export function matchesSearch(connection: Connection, search: string): boolean {
  const text = [connection.name, connection.customer, ...connection.tags].join('\n').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

/** Connections by customer, both in the order of the alphabet. */
export function byCustomer(
  connections: readonly Connection[],
): readonly (readonly [string, readonly Connection[]])[] {
  const groups = Map.groupBy(connections, connection => connection.customer)
  return [...groups]
    .map(([customer, own]) => [customer, own.toSorted((a, b) => order.compare(a.name, b.name))] as const)
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || order.compare(a, b))
    .map(([customer, own]) => [customer === '' ? noCustomer : customer, own] as const)
}

/** The rows of the sidebar from top to bottom: what is folded or does not match the search is left out. */
export function sidebarRows(tree: SidebarTree): readonly SidebarRow[] {
  const found = tree.connections.filter(connection => matchesSearch(connection, tree.search))
  const searching = tree.search.trim() !== ''
  return byCustomer(found).flatMap(([name, connections]) => {
    const key = `customer ${name}`
    const expanded = searching || (tree.folds[key] ?? true)
    const head: SidebarRow = { kind: 'customer', key, level: 1, expanded, name }
    return expanded ? [head, ...connections.flatMap(connection => connectionRows(tree, connection))] : [head]
  })
}

function connectionRows(tree: SidebarTree, connection: Connection): readonly SidebarRow[] {
  const key = connectionKey(connection.id)
  const open = tree.open.has(connection.id)
  const expanded = open ? (tree.folds[key] ?? true) : null
  const head: SidebarRow = { kind: 'connection', key, level: 2, expanded, connection }
  if (expanded !== true) return [head]
  const applications = tree.applicationsOf(connection.id)
  if (applications === 'waiting' || applications === 'failed') return [head, ...note(key, 3, applications)]
  return [head, ...applications.flatMap(application => applicationRows(tree, connection.id, application))]
}

function applicationRows(
  tree: SidebarTree,
  connectionId: string,
  application: Application,
): readonly SidebarRow[] {
  const key = applicationKey(connectionId, application.id)
  const expanded = tree.folds[key] ?? false
  const head: SidebarRow = { kind: 'application', key, level: 3, expanded, connectionId, application }
  if (!expanded) return [head]
  const collections = tree.collectionsOf(connectionId, application.id)
  if (collections === 'waiting' || collections === 'failed') return [head, ...note(key, 4, collections)]
  return [
    head,
    ...collections.map(collection => ({
      kind: 'collection' as const,
      key: `collection ${connectionId} ${application.id} ${collection.id}`,
      level: 4,
      expanded: null,
      connectionId,
      applicationId: application.id,
      collection,
    })),
  ]
}

/** A line in the place of a list. A list that is on its way says nothing: it is there in a moment. */
function note(parent: string, level: number, state: 'waiting' | 'failed'): readonly SidebarRow[] {
  if (state === 'waiting') return []
  return [{ kind: 'note', key: `${parent} note`, level, expanded: null, text: 'Could not be read' }]
}

/** Where a row stands among the rows of the same parent, from 1. Told to screen readers: not every row is drawn. */
export interface PlaceAmongSiblings {
  readonly position: number
  readonly of: number
}

/** The place of each row, in the order of the rows. */
export function placesAmongSiblings(rows: readonly SidebarRow[]): readonly PlaceAmongSiblings[] {
  const siblings: { count: number }[] = []
  const found = rows.map(({ level }) => {
    siblings.length = Math.min(siblings.length, level)
    const group = siblings[level - 1] ?? { count: 0 }
    siblings[level - 1] = group
    group.count++
    return { position: group.count, group }
  })
  return found.map(({ position, group }) => ({ position, of: group.count }))
}

export type TreeStep =
  | { readonly focus: string }
  | { readonly fold: string; readonly expanded: boolean }
  | null

/** What a key does in the tree: where the focus goes, or what is folded or unfolded (WAI-ARIA tree pattern). */
export function treeStep(rows: readonly SidebarRow[], focused: string | null, key: string): TreeStep {
  const at = rows.findIndex(row => row.key === focused)
  const row = rows[at]
  const to = (index: number): TreeStep => {
    const target = rows[index]
    return target === undefined ? null : { focus: target.key }
  }
  if (key === 'Home') return to(0)
  if (key === 'End') return to(rows.length - 1)
  if (row === undefined) return key === 'ArrowDown' ? to(0) : null
  if (key === 'ArrowDown') return to(at + 1)
  if (key === 'ArrowUp') return to(at - 1)
  if (key === 'ArrowRight') {
    if (row.expanded === false) return { fold: row.key, expanded: true }
    return row.expanded === true && (rows[at + 1]?.level ?? 0) > row.level ? to(at + 1) : null
  }
  if (key === 'ArrowLeft') {
    if (row.expanded === true) return { fold: row.key, expanded: false }
    return to(rows.findLastIndex((other, index) => index < at && other.level < row.level))
  }
  return null
}
