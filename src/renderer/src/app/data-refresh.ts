import { create } from 'zustand'

/** State of *Refresh data* in one tab, for the status bar. */
export interface DataRefresh {
  /** Milliseconds between two refreshes; null when it is off. */
  readonly intervalMs: number | null
  /** Milliseconds since the epoch of the last answer; null before the first. */
  readonly updatedAt: number | null
}

interface DataRefreshStore {
  readonly byTab: Readonly<Record<string, DataRefresh>>
  report(tabId: string, state: DataRefresh): void
  forget(tabId: string): void
}

/** What the open explorer tabs say about their refreshing. Filled by the explorer, read by the status bar. */
export const useDataRefresh = create<DataRefreshStore>()(set => ({
  byTab: {},
  report: (tabId, state) => set(({ byTab }) => ({ byTab: { ...byTab, [tabId]: state } })),
  forget: tabId =>
    set(({ byTab }) => {
      const { [tabId]: _gone, ...rest } = byTab
      return { byTab: rest }
    }),
}))
