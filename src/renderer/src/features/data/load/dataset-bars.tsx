import type { Dataset } from '../../../../../shared/datasets.ts'
import type { DocumentQuery } from '../../../../../shared/documents.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import type { DocumentsViewState } from '../../explorer/documents/view-state.ts'
import { DatasetBar } from './dataset-bar.tsx'
import { LoadStrip } from './load-strip.tsx'
import type { DatasetActions } from './use-dataset-actions.ts'
import type { LocalDocuments } from './use-local-documents.ts'

interface DatasetBarsProps {
  readonly local: LocalDocuments
  readonly state: DocumentsViewState
  readonly settings: Settings
  readonly actions: DatasetActions
  onChange(patch: Partial<DocumentsViewState>): void
  onRun(query: DocumentQuery): void
  onLoadAll(instead: Dataset | null): void
}

/** What is to be said about loads of the collection, under the query: nothing as long as there is none. */
export function DatasetBars({
  local,
  state,
  settings,
  actions,
  onChange,
  onRun,
  onLoadAll,
}: DatasetBarsProps) {
  const { dataset, here, unfinished } = local
  if (dataset === null) {
    if (unfinished === null) return null
    const show = (): void => onRun(unfinished.source.query)
    return <LoadStrip dataset={unfinished} actions={actions} onShow={show} />
  }
  const canGroup = !state.live && state.mode === 'table' && state.grouping === null
  return (
    <>
      {dataset.state !== 'ready' && <LoadStrip dataset={dataset} actions={actions} onShow={null} />}
      {here?.state === 'ready' && (
        <DatasetBar
          dataset={here}
          // The schema rests on all documents, whatever the table shows.
          filters={state.mode === 'schema' ? [] : state.selection.filters}
          shown={!state.live}
          settings={settings}
          actions={actions}
          onFilters={filters => onChange({ selection: { ...state.selection, filters }, openRow: null })}
          onGroup={canGroup ? () => onChange({ grouping: { choice: null }, openRow: null }) : null}
          onShown={shown => onChange({ live: !shown, openRow: null })}
          // One refresh at a time; the strip above says how far it is.
          onLoadAgain={here === dataset ? () => onLoadAll(here) : null}
        />
      )}
    </>
  )
}
