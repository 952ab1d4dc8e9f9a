import { Button } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { emptyQuery } from '../../../../../shared/documents.ts'
import { useSettings } from '../../../app/queries.ts'
import { topPlace } from '../../../app/workspace.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import { cellAt } from '../../explorer/documents/cell-at.ts'
import { noChanges } from '../../explorer/documents/change-marks.ts'
import { DocumentDrawer } from '../../explorer/documents/detail/document-drawer.tsx'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import css from '../../explorer/documents/documents-view.module.css'
import { layOut } from '../../explorer/documents/table/column-layout.ts'
import { ColumnsMenu } from '../../explorer/documents/table/columns-menu.tsx'
import { TableSkeleton } from '../../explorer/documents/table/table-skeleton.tsx'
import { type DocumentsViewState, useDocumentsViewState } from '../../explorer/documents/view-state.ts'
import { modeTitles } from '../../explorer/documents/view-switch.tsx'
import { DatasetPanel } from '../dataset-panel.tsx'
import { ExportStrip } from '../export/export-strip.tsx'
import { useDatasetExport } from '../export/use-dataset-export.ts'
import { DatasetBar } from '../load/dataset-bar.tsx'
import { LoadStrip } from '../load/load-strip.tsx'
import { useDatasetActions } from '../load/use-dataset-actions.ts'
import { useShownDataset } from '../load/use-shown-dataset.ts'
import { DatasetFoot } from '../table/dataset-foot.tsx'

const ExportDialog = lazy(async () => ({
  default: (await import('../export/export-dialog.tsx')).ExportDialog,
}))

const rowHeights = { comfortable: 28, compact: 24 } as const

/** The documents are here; there is no collection to ask. */
const noCollection: DocumentsAsked = {
  connectionId: '',
  applicationId: '',
  collectionId: '',
  query: emptyQuery,
}

/** What the bar over a dataset can do with it. */
export interface DatasetTools {
  readonly state: DocumentsViewState
  readonly panelId: string
  readonly columnsMenu: ReactNode
  onChange(patch: Partial<DocumentsViewState>): void
  onExport(): void
}

interface DatasetDocumentsProps {
  readonly dataset: Dataset
  readonly panelId: string
  /** Draws the bar over the documents. */
  readonly bar: (tools: DatasetTools) => ReactNode
}

/** The documents of a dataset that stands for itself: table and other views, one document beside it, the foot. */
export function DatasetDocuments({ dataset, panelId, bar }: DatasetDocumentsProps) {
  const root = useRef<HTMLDivElement>(null)
  const settings = useSettings()
  const [state, change] = useDocumentsViewState(
    topPlace,
    dataset.source.kind === 'collection' ? dataset.source : null,
  )
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 })
  const hasRows = dataset.documents > 0 || dataset.state === 'ready'
  const shown = useShownDataset(hasRows ? dataset : null, state.selection, range)
  const actions = useDatasetActions()
  const exporting = useDatasetExport(dataset.id)
  const columns = shown?.list.memory.columns ?? noColumns
  const dropped = shown?.list.memory.droppedColumns ?? 0
  const { choices } = state
  const layout = useMemo(() => layOut(columns, choices), [columns, choices])
  const columnsMenu = useMemo(
    () => (
      <ColumnsMenu
        columns={columns}
        choices={choices}
        dropped={dropped}
        onChange={chosen => change({ choices: chosen })}
      />
    ),
    [columns, choices, dropped, change],
  )
  const closeDrawer = useCallback(() => {
    change({ openRow: null })
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(':is([role="grid"], [data-cards]) [tabindex="0"]')?.focus(),
    )
  }, [change])
  const isGrouped = state.mode === 'table' && state.grouping !== null
  const isList = state.mode !== 'schema' && state.mode !== 'charts' && !isGrouped
  const row = state.openRow

  return (
    <div ref={root} className={css.view}>
      {bar({ state, panelId, columnsMenu, onChange: change, onExport: exporting.ask })}
      {dataset.state === 'ready' ? (
        <DatasetBar
          dataset={dataset}
          filters={state.mode === 'schema' ? [] : state.selection.filters}
          shown
          settings={settings}
          actions={actions}
          onFilters={filters => change({ selection: { ...state.selection, filters }, openRow: null })}
          onGroup={
            state.mode === 'table' && state.grouping === null
              ? () => change({ grouping: { choice: null }, openRow: null })
              : null
          }
          onShown={null}
          onLoadAgain={null}
        />
      ) : (
        dataset.state !== 'failed' && <LoadStrip dataset={dataset} actions={actions} onShow={null} />
      )}
      <ExportStrip running={exporting} />
      {exporting.asking && shown !== null && (
        <Suspense>
          <ExportDialog
            name={dataset.name}
            shown={shown}
            chosen={state.chosen}
            columns={layout.all.map(laid => laid.column.keys)}
            running={exporting}
          />
        </Suspense>
      )}
      <div className={css.split}>
        <div role="tabpanel" id={panelId} aria-label={modeTitles[state.mode]} className={css.panel}>
          {dataset.error !== null && (
            <ErrorState error={dataset.error}>
              <Button onClick={() => actions.resume(dataset)}>Try again</Button>
            </ErrorState>
          )}
          {dataset.error === null && shown === null && <TableSkeleton />}
          {dataset.error === null && shown !== null && (
            <DatasetPanel
              asked={noCollection}
              shown={shown}
              state={state}
              settings={settings}
              name={dataset.name}
              rowHeight={rowHeights[settings.density]}
              onRange={setRange}
              onExport={exporting.ask}
              onChange={change}
            />
          )}
        </div>
        {row !== null && isList && shown !== null && (
          <DocumentDrawer
            asked={noCollection}
            open={{
              by: 'row',
              row,
              id: shown.list.rowAt(row)?.row.id ?? null,
              title: cellAt(shown.list, choices, settings, { row, column: 0 }),
              receivedAt: '',
            }}
            selected={shown.selected}
            rows={shown.list.length.rows}
            format={settings}
            changes={noChanges}
            onFollow={null}
            onStep={by => change({ openRow: row + by, focus: { ...state.focus, row: row + by } })}
            onClose={closeDrawer}
          />
        )}
      </div>
      {isList && shown !== null && <DatasetFoot shown={shown} range={range} format={settings} />}
    </div>
  )
}

const noColumns: readonly [] = []
