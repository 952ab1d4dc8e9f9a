import { create } from 'zustand'
import type { DocumentQuery } from '../../../shared/documents.ts'
import type { BuiltRequest } from '../../../shared/requests.ts'

/** Where an explorer tab is: how far down from the applications. */
export interface ExplorerPlace {
  readonly applicationId: string | null
  readonly collectionId: string | null
  /** Query to start with; the view keeps its own from then on. */
  readonly query: DocumentQuery | null
  /** Document to open in the drawer. */
  readonly documentId: string | null
}

export const topPlace: ExplorerPlace = {
  applicationId: null,
  collectionId: null,
  query: null,
  documentId: null,
}

/** What a tab shows. */
export type TabContent =
  | { readonly kind: 'welcome' }
  | {
      readonly kind: 'editor'
      readonly connectionId: string | null
      readonly fromClipboard: boolean
      /** Credentials that main keeps of an import, to fill the form with. */
      readonly importId?: string
    }
  | { readonly kind: 'check'; readonly connectionId: string }
  | { readonly kind: 'token'; readonly connectionId: string }
  | { readonly kind: 'explorer'; readonly connectionId: string; readonly place: ExplorerPlace }
  | { readonly kind: 'desk' }
  /** With the dataset to begin with, where somebody came from one. */
  | { readonly kind: 'sql'; readonly datasetId: string | null }
  | {
      readonly kind: 'request'
      readonly connectionId: string | null
      readonly draftId: string
      /** What to start with; the view keeps its own from then on. */
      readonly start: BuiltRequest
      readonly title: string
      /** The saved request that it was opened from or saved as. */
      readonly savedId: string | null
      /** The version of its file that was opened or saved; left out where that is not known. */
      readonly savedVersion?: string | null
    }
  | { readonly kind: 'dataset'; readonly datasetId: string }
  | { readonly kind: 'settings' }

export interface Tab {
  readonly id: string
  readonly content: TabContent
}

/** A tab that was closed, and where it stood in the strip. */
interface ClosedTab {
  readonly content: TabContent
  readonly at: number
}

/** Closed tabs that can be opened again; older ones are forgotten. */
const mostClosed = 20

interface Workspace {
  readonly tabs: readonly Tab[]
  readonly activeId: string | null
  /** Tabs with changes that would be lost with them. */
  readonly unsaved: ReadonlySet<string>
  /** The tab that somebody wants to close although it has such changes: its view asks what to do. */
  readonly asksToClose: string | null
  /** What was closed and can be opened again, the last one at the end. */
  readonly closed: readonly ClosedTab[]
  /** Opens a tab, or goes to the one that shows the same thing already. */
  open(content: TabContent): void
  /** Opens a further tab in any case. */
  openAnother(content: TabContent): void
  activate(tabId: string): void
  /** Changes what a tab shows, keeping its place in the strip. */
  replace(tabId: string, content: TabContent): void
  /** Closes a tab; one with unsaved changes comes to the front and asks first. */
  close(tabId: string): void
  /** Closes a tab with whatever was not saved in it. */
  discard(tabId: string): void
  /** Opens the tab again that was closed last, in its place; or the one of a certain request. */
  reopen(draftId?: string): void
  /** What stood in a request when its tab was closed: it begins with that when it is opened again. */
  keepClosed(draftId: string, start: BuiltRequest): void
  /** Tells the requests where their files are by now; null: no longer of a file. */
  relinkSaved(placeNow: (savedId: string) => string | null): void
  /** Answers a tab's question with no. */
  keepOpen(): void
  markUnsaved(tabId: string, unsaved: boolean): void
  /**
   * Closes what shows a connection that is gone. Requests stay: what was built is not part of it, can go to another
   * one, and is there when the deletion is undone.
   */
  closeOfConnection(connectionId: string): void
  /** Goes `by` tabs to the right (or left, when negative), around the end. */
  step(by: number): void
}

let made = 0
const newTab = (content: TabContent): Tab => ({ id: `tab-${++made}`, content })

/** Same thing: same kind and connection, and for the explorer the same application and collection. */
function showsSame(a: TabContent, b: TabContent): boolean {
  if (a.kind !== b.kind) return false
  const idOf = (content: TabContent): string | null =>
    'connectionId' in content ? content.connectionId : null
  if (idOf(a) !== idOf(b)) return false
  if (a.kind === 'explorer' && b.kind === 'explorer') {
    return a.place.applicationId === b.place.applicationId && a.place.collectionId === b.place.collectionId
  }
  if (a.kind === 'dataset' && b.kind === 'dataset') return a.datasetId === b.datasetId
  if (a.kind === 'request' && b.kind === 'request') return a.draftId === b.draftId
  return a.kind !== 'editor' || idOf(a) !== null
}

/** Tabs without one, with the neighbour of the closed one active. */
function without(state: Pick<Workspace, 'tabs' | 'activeId'>, gone: (tab: Tab) => boolean) {
  const tabs = state.tabs.filter(tab => !gone(tab))
  if (tabs.some(tab => tab.id === state.activeId)) return { tabs, activeId: state.activeId }
  const index = state.tabs.findIndex(tab => tab.id === state.activeId)
  return { tabs, activeId: tabs[Math.min(Math.max(index, 0), tabs.length - 1)]?.id ?? null }
}

/** The closed tabs with a further one. Welcome is no work; what came by the clipboard or an import is gone by then. */
function withClosed({ tabs, closed }: Pick<Workspace, 'tabs' | 'closed'>, tabId: string) {
  const at = tabs.findIndex(tab => tab.id === tabId)
  const content = tabs[at]?.content
  if (content === undefined || content.kind === 'welcome') return closed
  const { kind } = content
  if (kind === 'editor' && content.connectionId === null) return closed
  const kept: TabContent =
    kind === 'editor' ? { kind, connectionId: content.connectionId, fromClipboard: false } : content
  return [...closed, { content: kept, at }].slice(-mostClosed)
}

function isRequestOf(content: TabContent, draftId: string): boolean {
  return content.kind === 'request' && content.draftId === draftId
}

function relinked(content: TabContent, placeNow: (savedId: string) => string | null): TabContent {
  if (content.kind !== 'request' || content.savedId === null) return content
  const savedId = placeNow(content.savedId)
  if (savedId === content.savedId) return content
  return { ...content, savedId, savedVersion: savedId === null ? null : (content.savedVersion ?? null) }
}

function withOrWithout(set: ReadonlySet<string>, member: string, wanted: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (wanted) next.add(member)
  else next.delete(member)
  return next
}

/** The open tabs. State of the window alone: nothing here is data of the API. */
export const useWorkspace = create<Workspace>()(set => ({
  tabs: [],
  activeId: null,
  unsaved: new Set(),
  asksToClose: null,
  closed: [],
  open: content =>
    set(state => {
      const same = state.tabs.find(tab => showsSame(tab.content, content))
      if (same === undefined) return added(state.tabs, content)
      const tabs = state.tabs.map(tab => (tab === same ? { ...tab, content } : tab))
      return { tabs, activeId: same.id }
    }),
  openAnother: content => set(state => added(state.tabs, content)),
  activate: tabId => set({ activeId: tabId }),
  replace: (tabId, content) =>
    set(state => ({ tabs: state.tabs.map(tab => (tab.id === tabId ? { ...tab, content } : tab)) })),
  close: tabId =>
    set(state =>
      state.unsaved.has(tabId)
        ? { activeId: tabId, asksToClose: tabId }
        : { ...without(state, tab => tab.id === tabId), closed: withClosed(state, tabId) },
    ),
  discard: tabId =>
    set(state => ({
      ...without(state, tab => tab.id === tabId),
      closed: withClosed(state, tabId),
      unsaved: withOrWithout(state.unsaved, tabId, false),
      asksToClose: null,
    })),
  reopen: draftId =>
    set(state => {
      const wanted = state.closed.findLast(
        ({ content }) => draftId === undefined || isRequestOf(content, draftId),
      )
      if (wanted === undefined) return {}
      const closed = state.closed.filter(each => each !== wanted)
      const same = state.tabs.find(tab => showsSame(tab.content, wanted.content))
      if (same !== undefined) return { closed, activeId: same.id }
      const { tabs, activeId } = added(state.tabs, wanted.content, wanted.at)
      return { closed, tabs, activeId }
    }),
  keepClosed: (draftId, start) =>
    set(state => ({
      closed: state.closed.map(each =>
        each.content.kind === 'request' && each.content.draftId === draftId
          ? { ...each, content: { ...each.content, start } }
          : each,
      ),
    })),
  relinkSaved: placeNow =>
    set(({ tabs, closed }) => ({
      tabs: tabs.map(tab => ({ ...tab, content: relinked(tab.content, placeNow) })),
      closed: closed.map(each => ({ ...each, content: relinked(each.content, placeNow) })),
    })),
  keepOpen: () => set({ asksToClose: null }),
  markUnsaved: (tabId, unsaved) =>
    set(state =>
      state.unsaved.has(tabId) === unsaved
        ? state
        : { unsaved: withOrWithout(state.unsaved, tabId, unsaved) },
    ),
  closeOfConnection: connectionId =>
    set(state => {
      const isOf = ({ content }: Pick<Tab, 'content'>): boolean =>
        content.kind !== 'request' && 'connectionId' in content && content.connectionId === connectionId
      return { ...without(state, isOf), closed: state.closed.filter(each => !isOf(each)) }
    }),
  step: by =>
    set(state => {
      const count = state.tabs.length
      const at = state.tabs.findIndex(tab => tab.id === state.activeId)
      return count === 0 ? {} : { activeId: state.tabs[(((at + by) % count) + count) % count]?.id ?? null }
    }),
}))

function added(tabs: readonly Tab[], content: TabContent, at = tabs.length) {
  const tab = newTab(content)
  // The Welcome tab gives way to the first thing that is opened.
  const kept = content.kind === 'welcome' ? tabs : tabs.filter(other => other.content.kind !== 'welcome')
  return { tabs: kept.toSpliced(at, 0, tab), activeId: tab.id }
}
