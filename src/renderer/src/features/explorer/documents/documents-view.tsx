import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import type { DocumentQuery } from '../../../../../shared/documents.ts'
import { invoke } from '../../../app/client.ts'
import { useCommand } from '../../../app/commands/command-bus.ts'
import { useNotice } from '../../../app/notice.ts'
import { useSettings } from '../../../app/queries.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import { ExportStrip } from '../../data/export/export-strip.tsx'
import { useDatasetExport } from '../../data/export/use-dataset-export.ts'
import { DatasetBars } from '../../data/load/dataset-bars.tsx'
import { useDatasetActions } from '../../data/load/use-dataset-actions.ts'
import { useLocalDocuments } from '../../data/load/use-local-documents.ts'
import { DatasetFoot } from '../../data/table/dataset-foot.tsx'
import { wholeDataset } from '../../data/table/dataset-selection.ts'
import { ExtraKeys } from '../answer-notes.tsx'
import { useCrumbs } from '../use-crumbs.ts'
import type { RowRange } from './block-window.ts'
import { cellAt } from './cell-at.ts'
import { noChanges } from './change-marks.ts'
import { DocumentDrawer, type OpenDocument } from './detail/document-drawer.tsx'
import { DocumentsHeader } from './documents-header.tsx'
import { DocumentsPanel } from './documents-panel.tsx'
import type { CollectionPlace, DocumentsAsked } from './documents-place.ts'
import css from './documents-view.module.css'
import type { Completion } from './query/filter-completions.ts'
import { QueryBar } from './query/query-bar.tsx'
import { sameQuery } from './query/query-draft.ts'
import type { RowList } from './row-list.ts'
import type { CellFormat } from './table/cell-text.ts'
import { layOut } from './table/column-layout.ts'
import { ColumnsMenu } from './table/columns-menu.tsx'
import { TableFoot } from './table-foot.tsx'
import { useAutoRefresh } from './use-auto-refresh.ts'
import { type DocumentList, useDocumentList } from './use-document-list.ts'
import { type DocumentsViewState, useDocumentsViewState } from './view-state.ts'
import { modeTitles } from './view-switch.tsx'

const ExportDialog = lazy(async () => ({
  default: (await import('../../data/export/export-dialog.tsx')).ExportDialog,
}))

/** While a dataset is shown, the API is asked for the first block only. */
const firstRow: RowRange = { first: 0, last: 0 }

interface DocumentsViewProps extends CollectionPlace {
  readonly tabId: string
  readonly place: ExplorerPlace
  onGo(place: ExplorerPlace): void
}

/** The documents of a collection: query bar, table or JSON, one document beside it, the foot. */
export function DocumentsView({ tabId, place, onGo, ...collection }: DocumentsViewProps) {
  const { connectionId, applicationId, collectionId } = collection
  const panelId = useId()
  const root = useRef<HTMLDivElement>(null)
  const settings = useSettings()
  const [state, change] = useDocumentsViewState(place, collection)
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 })
  const asked = useMemo(
    (): DocumentsAsked => ({ connectionId, applicationId, collectionId, query: state.query }),
    [connectionId, applicationId, collectionId, state.query],
  )
  const local = useLocalDocuments(asked, state, range)
  const { shown } = local
  const list = useDocumentList(asked, shown === null ? range : firstRow)
  /** What is on screen, from the API or from the dataset. */
  const rows: RowList = shown?.list ?? list
  const crumbs = useCrumbs(connectionId, place, onGo)
  const run = useRun(asked, list, change)
  const actions = useDatasetActions()
  const exporting = useDatasetExport(shown?.dataset.id ?? null)
  const name = crumbs.at(-1)?.text ?? 'Documents'
  const loadAll = useCallback(
    (instead: Dataset | null) => actions.loadAll(asked, name, instead),
    [actions, asked, name],
  )
  const { dataset } = local
  const loadAllAnew = useCallback(() => {
    // One load of a question at a time: the one that is there goes on, and says how far it is.
    if (dataset === null || dataset.state === 'ready') loadAll(dataset)
    else if (dataset.state === 'paused' || dataset.state === 'failed') actions.resume(dataset)
  }, [dataset, loadAll, actions])
  useAutoRefresh(tabId, connectionId, shown === null ? state.refreshEvery : null, list)

  const { columns, droppedColumns } = rows.memory
  const layout = useMemo(() => layOut(columns, state.choices), [columns, state.choices])
  const fields = useMemo(
    () => columns.map((column): Completion => ({ label: column.path, detail: column.types.join(', ') })),
    [columns],
  )
  const { draft, choices } = state
  const { refresh } = list
  // Refreshing renews what is shown: the rows in view, or the whole dataset.
  const refreshNow = useCallback(
    () => (shown === null ? void refresh() : loadAllAnew()),
    [shown, refresh, loadAllAnew],
  )
  useCommand('refresh', refreshNow)
  const changeDraft = useCallback(
    (patch: Partial<DocumentQuery>) => change({ draft: { ...draft, ...patch } }),
    [change, draft],
  )
  // Kept, so that the bars over the rows are not drawn again with every row that scrolls by.
  const columnsMenu = useMemo(
    () => (
      <ColumnsMenu
        columns={columns}
        choices={choices}
        dropped={droppedColumns}
        onChange={chosen => change({ choices: chosen })}
      />
    ),
    [columns, choices, droppedColumns, change],
  )
  const closeDrawer = useCallback(() => {
    change({ openRow: null, openId: null })
    // Focus goes back to the cell from which the drawer was opened.
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(':is([role="grid"], [data-cards]) [tabindex="0"]')?.focus(),
    )
  }, [change])
  const open = openDocument(state, rows, settings)
  const isGrouped = shown !== null && state.mode === 'table' && state.grouping !== null
  const listsDocuments = state.mode !== 'schema' && state.mode !== 'charts' && !isGrouped

  return (
    <div ref={root} className={css.view}>
      <DocumentsHeader
        asked={asked}
        place={place}
        crumbs={crumbs}
        mode={state.mode}
        refreshEvery={state.refreshEvery}
        layout={layout}
        rows={rows.length.rows}
        panelId={panelId}
        selected={shown?.selected ?? null}
        exporting={exporting}
        onGo={onGo}
        onRefresh={refreshNow}
        onLoadAll={loadAllAnew}
        onChange={change}
      />
      {listsDocuments && (
        <QueryBar place={asked} draft={draft} fields={fields} onChange={changeDraft} onRun={run}>
          {columnsMenu}
        </QueryBar>
      )}
      <ExtraKeys meta={list.first?.meta} />
      <DatasetBars
        local={local}
        state={state}
        settings={settings}
        actions={actions}
        onChange={change}
        onRun={run}
        onLoadAll={loadAll}
      />
      <ExportStrip running={exporting} />
      {exporting.asking && shown !== null && (
        <Suspense>
          <ExportDialog
            name={name}
            shown={shown}
            chosen={state.chosen}
            columns={layout.all.map(laid => laid.column.keys)}
            running={exporting}
          />
        </Suspense>
      )}
      <div className={css.split}>
        <div role="tabpanel" id={panelId} aria-label={modeTitles[state.mode]} className={css.panel}>
          <DocumentsPanel
            asked={asked}
            list={list}
            shown={shown}
            state={state}
            settings={settings}
            name={name}
            onRange={setRange}
            onExport={exporting.ask}
            onChange={change}
            onRun={run}
            onLoadAll={loadAllAnew}
          />
        </div>
        {open !== null && listsDocuments && (
          <DocumentDrawer
            asked={asked}
            open={open}
            selected={shown?.selected ?? null}
            rows={rows.length.rows}
            format={settings}
            changes={list.refreshed?.changes ?? noChanges}
            onFollow={link =>
              onGo({
                ...{ applicationId, query: null },
                ...{ collectionId: link.collectionId, documentId: link.documentId },
              })
            }
            onStep={by => {
              const row = (state.openRow ?? 0) + by
              change({ openRow: row, focus: { ...state.focus, row } })
            }}
            onClose={closeDrawer}
          />
        )}
      </div>
      {listsDocuments && shown !== null && <DatasetFoot shown={shown} range={range} format={settings} />}
      {listsDocuments && shown === null && (
        <TableFoot list={list} range={range} filtered={isFiltered(state.query)} format={settings} />
      )}
    </div>
  )
}

/** Runs a query: the same one again is a refresh, another one is remembered in the history. */
function useRun(
  asked: DocumentsAsked,
  list: DocumentList,
  change: (patch: Partial<DocumentsViewState>) => void,
): (query: DocumentQuery) => void {
  const cache = useQueryClient()
  const { refresh } = list
  return useCallback(
    query => {
      change({ draft: query })
      if (sameQuery(query, asked.query)) {
        void refresh()
        return
      }
      change({
        query,
        openRow: null,
        focus: { row: 0, column: 0 },
        selection: wholeDataset,
        live: false,
      })
      const { connectionId, applicationId, collectionId } = asked
      const history = queryKeys.queryHistory(connectionId, applicationId, collectionId)
      invoke('queries.remember', { ...asked, query })
        .then(() => cache.invalidateQueries({ queryKey: history }))
        .catch(useNotice.getState().show)
    },
    [asked, cache, change, refresh],
  )
}

function openDocument(state: DocumentsViewState, list: RowList, format: CellFormat): OpenDocument | null {
  if (state.openRow !== null) {
    const at = list.rowAt(state.openRow)
    return {
      by: 'row',
      row: state.openRow,
      id: at?.row.id ?? null,
      title: cellAt(list, state.choices, format, { row: state.openRow, column: 0 }),
      receivedAt: at?.block.meta?.receivedAt ?? '',
    }
  }
  return state.openId === null ? null : { by: 'id', id: state.openId }
}

function isFiltered(query: DocumentQuery): boolean {
  return query.filter !== '' || query.q !== '' || query.search !== ''
}
