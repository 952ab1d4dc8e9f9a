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
    }
  | { readonly kind: 'dataset'; readonly datasetId: string }
  | { readonly kind: 'settings' }

export interface Tab {
  readonly id: string
  readonly content: TabContent
}

interface Workspace {
  readonly tabs: readonly Tab[]
  readonly activeId: string | null
  /** Tabs with changes that would be lost with them. */
  readonly unsaved: ReadonlySet<string>
  /** The tab that somebody wants to close although it has such changes: its view asks what to do. */
  readonly asksToClose: string | null
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
        : without(state, tab => tab.id === tabId),
    ),
  discard: tabId =>
    set(state => ({
      ...without(state, tab => tab.id === tabId),
      unsaved: withOrWithout(state.unsaved, tabId, false),
      asksToClose: null,
    })),
  keepOpen: () => set({ asksToClose: null }),
  markUnsaved: (tabId, unsaved) =>
    set(state =>
      state.unsaved.has(tabId) === unsaved
        ? state
        : { unsaved: withOrWithout(state.unsaved, tabId, unsaved) },
    ),
  closeOfConnection: connectionId =>
    set(state =>
      without(
        state,
        ({ content }) =>
          content.kind !== 'request' && 'connectionId' in content && content.connectionId === connectionId,
      ),
    ),
  step: by =>
    set(state => {
      const count = state.tabs.length
      const at = state.tabs.findIndex(tab => tab.id === state.activeId)
      return count === 0 ? {} : { activeId: state.tabs[(((at + by) % count) + count) % count]?.id ?? null }
    }),
}))

function added(tabs: readonly Tab[], content: TabContent) {
  const tab = newTab(content)
  // The Welcome tab gives way to the first thing that is opened.
  const kept = content.kind === 'welcome' ? tabs : tabs.filter(other => other.content.kind !== 'welcome')
  return { tabs: [...kept, tab], activeId: tab.id }
}
