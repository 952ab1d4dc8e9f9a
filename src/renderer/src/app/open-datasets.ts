import { useEffect, useRef } from 'react'
import { invoke } from './client.ts'
import { useNotice } from './notice.ts'
import { type Tab, useWorkspace } from './workspace.ts'

/** Datasets with a tab of their own, or with a console that was opened on them. */
export function openDatasetIds(tabs: readonly Tab[]): readonly string[] {
  const ids = tabs.flatMap(({ content }) =>
    content.kind === 'dataset' || content.kind === 'sql' ? [content.datasetId] : [],
  )
  return [...new Set(ids)].filter(id => id !== null)
}

/** Tells main which datasets are open, so that those of closed answers can go. */
export function useOpenDatasets(): void {
  const tabs = useWorkspace(state => state.tabs)
  const told = useRef('')
  useEffect(() => {
    const datasetIds = [...openDatasetIds(tabs)]
    if (datasetIds.join() === told.current) return
    told.current = datasetIds.join()
    invoke('datasets.show', { datasetIds }).catch(useNotice.getState().show)
  }, [tabs])
}
