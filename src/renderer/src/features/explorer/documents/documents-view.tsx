import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useId, useMemo, useRef, useState } from 'react'
import type { DocumentQuery } from '../../../../../shared/documents.ts'
import { invoke } from '../../../app/client.ts'
import { useCommand } from '../../../app/commands/command-bus.ts'
import { useNotice } from '../../../app/notice.ts'
import { useSettings } from '../../../app/queries.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import { Crumbs } from '../../../ui/crumbs.tsx'
import { HeaderBar } from '../../../ui/header-bar.tsx'
import { ExtraKeys } from '../answer-notes.tsx'
import { CopyAsCurl } from '../copy-as-curl.tsx'
import { GoTo } from '../go-to.tsx'
import { useCrumbs } from '../use-crumbs.ts'
import type { RowRange } from './block-window.ts'
import { cellAt } from './cell-at.ts'
import { DocumentDrawer, type OpenDocument } from './detail/document-drawer.tsx'
import { DocumentsMenu } from './documents-menu.tsx'
import { DocumentsPanel } from './documents-panel.tsx'
import type { CollectionPlace, DocumentsAsked } from './documents-place.ts'
import css from './documents-view.module.css'
import type { Completion } from './query/filter-completions.ts'
import { QueryBar } from './query/query-bar.tsx'
import { sameQuery } from './query/query-draft.ts'
import { RefreshMenu } from './refresh-menu.tsx'
import type { CellFormat } from './table/cell-text.ts'
import { layOut } from './table/column-layout.ts'
import { ColumnsMenu } from './table/columns-menu.tsx'
import { TableFoot } from './table-foot.tsx'
import { useAutoRefresh } from './use-auto-refresh.ts'
import { type DocumentList, useDocumentList } from './use-document-list.ts'
import { type DocumentsViewState, useDocumentsViewState } from './view-state.ts'
import { ViewSwitch } from './view-switch.tsx'

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
  const [state, change] = useDocumentsViewState(place)
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 })
  const asked = useMemo(
    (): DocumentsAsked => ({ connectionId, applicationId, collectionId, query: state.query }),
    [connectionId, applicationId, collectionId, state.query],
  )
  const list = useDocumentList(asked, range)
  const crumbs = useCrumbs(connectionId, place, onGo)
  const run = useRun(asked, list, change)
  useAutoRefresh(tabId, connectionId, state.refreshEvery, list)
  useCommand('refresh', () => void list.refresh())

  const { columns } = list.memory
  const layout = useMemo(() => layOut(columns, state.choices), [columns, state.choices])
  const fields = useMemo(
    () => columns.map((column): Completion => ({ label: column.path, detail: column.types.join(', ') })),
    [columns],
  )
  const closeDrawer = useCallback(() => {
    change({ openRow: null, openId: null })
    // Focus goes back to the cell from which the drawer was opened.
    requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')?.focus(),
    )
  }, [change])
  const open = openDocument(state, list, settings)

  return (
    <div ref={root} className={css.view}>
      <HeaderBar
        actions={
          <>
            <GoTo connectionId={connectionId} place={place} onGo={onGo} />
            <ViewSwitch mode={state.mode} panelId={panelId} onChange={mode => change({ mode })} />
            <RefreshMenu
              every={state.refreshEvery}
              onRefresh={() => void list.refresh()}
              onChange={refreshEvery => change({ refreshEvery })}
            />
            <CopyAsCurl view={{ view: 'documents', ...asked }} />
            <DocumentsMenu
              asked={asked}
              columns={layout.all.map(laid => laid.column.keys)}
              rows={list.length.rows}
            />
          </>
        }
      >
        <Crumbs crumbs={crumbs} />
      </HeaderBar>
      <QueryBar
        place={collection}
        draft={state.draft}
        fields={fields}
        onChange={patch => change({ draft: { ...state.draft, ...patch } })}
        onRun={run}
      >
        <ColumnsMenu
          columns={columns}
          choices={state.choices}
          dropped={list.memory.droppedColumns}
          onChange={choices => change({ choices })}
        />
      </QueryBar>
      <ExtraKeys meta={list.first?.meta} />
      <div className={css.split}>
        <div
          role="tabpanel"
          id={panelId}
          aria-label={state.mode === 'table' ? 'Table' : 'JSON'}
          className={css.panel}
        >
          <DocumentsPanel
            asked={asked}
            list={list}
            state={state}
            settings={settings}
            name={crumbs.at(-1)?.text ?? 'Documents'}
            onRange={setRange}
            onChange={change}
            onRun={run}
          />
        </div>
        {open !== null && (
          <DocumentDrawer
            asked={asked}
            open={open}
            rows={list.length.rows}
            format={settings}
            onStep={by => {
              const row = (state.openRow ?? 0) + by
              change({ openRow: row, focus: { ...state.focus, row } })
            }}
            onClose={closeDrawer}
          />
        )}
      </div>
      <TableFoot list={list} range={range} filtered={isFiltered(state.query)} format={settings} />
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
  return query => {
    change({ draft: query })
    if (sameQuery(query, asked.query)) {
      void list.refresh()
      return
    }
    change({ query, openRow: null, focus: { row: 0, column: 0 } })
    const { connectionId, applicationId, collectionId } = asked
    const history = queryKeys.queryHistory(connectionId, applicationId, collectionId)
    invoke('queries.remember', { ...asked, query })
      .then(() => cache.invalidateQueries({ queryKey: history }))
      .catch(useNotice.getState().show)
  }
}

function openDocument(
  state: DocumentsViewState,
  list: DocumentList,
  format: CellFormat,
): OpenDocument | null {
  if (state.openRow !== null) {
    const at = list.rowAt(state.openRow)
    return {
      by: 'row',
      row: state.openRow,
      id: at?.row.id ?? null,
      title: cellAt(list, state.choices, format, { row: state.openRow, column: 0 }),
      receivedAt: at?.block.meta.receivedAt ?? '',
    }
  }
  return state.openId === null ? null : { by: 'id', id: state.openId }
}

function isFiltered(query: DocumentQuery): boolean {
  return query.filter !== '' || query.q !== '' || query.search !== ''
}
