import { Button } from '@mantine/core'
import { lazy, Suspense, useCallback } from 'react'
import { type DocumentQuery, emptyQuery } from '../../../../../shared/documents.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import type { ShownDataset } from '../../data/load/use-shown-dataset.ts'
import { OddData } from '../answer-notes.tsx'
import { FailedReading } from '../failed-reading.tsx'
import type { RowRange } from './block-window.ts'
import { cellAt } from './cell-at.ts'
import type { DocumentsAsked } from './documents-place.ts'
import { JsonView } from './json/json-view.tsx'
import { sameQuery } from './query/query-draft.ts'
import { sortAfterClick } from './sort-text.ts'
import { DocumentTable } from './table/document-table.tsx'
import { TableSkeleton } from './table/table-skeleton.tsx'
import { useMarks } from './use-auto-refresh.ts'
import type { DocumentList } from './use-document-list.ts'
import type { DocumentsViewState } from './view-state.ts'

// Each of the further views is loaded when it is first looked at.
const SampleCards = lazy(async () => ({
  default: (await import('../../data/cards/sample-cards.tsx')).SampleCards,
}))
const DatasetPanel = lazy(async () => ({
  default: (await import('../../data/dataset-panel.tsx')).DatasetPanel,
}))
const SampleSchema = lazy(async () => ({
  default: (await import('../../data/schema/sample-view.tsx')).SampleSchema,
}))

/** Row heights of the two densities in pixels, the same as `--h-row`. */
const rowHeights = { comfortable: 28, compact: 24 } as const

interface DocumentsPanelProps {
  readonly asked: DocumentsAsked
  readonly list: DocumentList
  /** The dataset that is shown instead of what the API has now. */
  readonly shown: ShownDataset | null
  readonly state: DocumentsViewState
  readonly settings: Settings
  readonly name: string
  onRange(range: RowRange): void
  onExport(): void
  onChange(patch: Partial<DocumentsViewState>): void
  onRun(query: DocumentQuery): void
  onLoadAll(): void
}

/** The content of the view: the documents in the chosen way, or what stands in their place. */
export function DocumentsPanel(props: DocumentsPanelProps) {
  const { asked, list, shown, state, onRange, onRun } = props
  if (shown !== null) {
    return (
      <Suspense fallback={<TableSkeleton />}>
        <DatasetPanel
          asked={asked}
          shown={shown}
          state={state}
          settings={props.settings}
          name={props.name}
          rowHeight={rowHeights[props.settings.density]}
          onRange={onRange}
          onExport={props.onExport}
          onChange={props.onChange}
        />
      </Suspense>
    )
  }
  const { first, error } = list
  if (first === undefined && error !== null) {
    return (
      <FailedReading connectionId={asked.connectionId} error={error} onRetry={() => void list.refresh()} />
    )
  }
  if (first === undefined && list.memory.columns.length === 0) return <TableSkeleton />
  if (first?.shape === 'odd') {
    return (
      <OddData
        title="This is not a list of documents"
        text="The API answered with something else where a list is expected. Nothing was left out: this is it, as it came."
        json={first.odd ?? 'null'}
      />
    )
  }
  if (list.length.exact && list.length.rows === 0) return <NothingHere query={asked.query} onRun={onRun} />
  if (state.mode === 'json') {
    return (
      <JsonView asked={asked} list={list} selected={null} label={`${props.name} as JSON`} onRange={onRange} />
    )
  }
  if (state.mode === 'cards') {
    return (
      <Suspense fallback={<TableSkeleton />}>
        <SampleCards
          asked={asked}
          list={list}
          label={`Documents of ${props.name}`}
          format={props.settings}
          focus={state.focus.row}
          openRow={state.openRow}
          onRange={onRange}
          onFocus={row => props.onChange({ focus: { ...state.focus, row } })}
          onOpen={row => props.onChange({ openRow: row, openId: null, focus: { ...state.focus, row } })}
        />
      </Suspense>
    )
  }
  if (state.mode === 'charts') {
    return (
      <EmptyState
        hint="Charts are drawn from all documents, not from the few in the window."
        action={<Button onClick={props.onLoadAll}>Load all</Button>}
      >
        Nothing is loaded to draw charts of.
      </EmptyState>
    )
  }
  if (state.mode === 'schema') {
    return (
      <Suspense fallback={<TableSkeleton />}>
        <SampleSchema
          asked={asked}
          list={list}
          format={props.settings}
          loadAll={<Button onClick={props.onLoadAll}>Load all</Button>}
        />
      </Suspense>
    )
  }
  return <TablePanel {...props} />
}

function NothingHere({ query, onRun }: { readonly query: DocumentQuery; onRun(query: DocumentQuery): void }) {
  if (sameQuery(query, emptyQuery)) return <EmptyState>This collection has no documents.</EmptyState>
  return (
    <EmptyState action={<Button onClick={() => onRun(emptyQuery)}>Show all documents</Button>}>
      No document matches this query.
    </EmptyState>
  )
}

function TablePanel({ asked, list, state, settings, name, onRange, onChange, onRun }: DocumentsPanelProps) {
  const marks = useMarks(list.refreshed)
  const { choices, query, draft } = state
  const sort = useCallback(
    (path: string, further: boolean) => {
      const text = sortAfterClick(query.sort, path, further)
      onRun({ ...query, sort: text })
      // What is half-typed in the other fields stays as it is.
      onChange({ draft: { ...draft, sort: text } })
    },
    [query, draft, onRun, onChange],
  )
  const copy = (text: Promise<string>): void => {
    text.then(given => invoke('app.copyText', { text: given })).catch(useNotice.getState().show)
  }
  return (
    <DocumentTable
      list={list}
      label={`Documents of ${name}`}
      rowHeight={rowHeights[settings.density]}
      format={settings}
      choices={choices}
      sortText={query.sort}
      focus={state.focus}
      openRow={state.openRow}
      marks={marks}
      onRange={onRange}
      onFocus={focus => onChange({ focus })}
      onOpen={openRow => onChange({ openRow, openId: null })}
      onSort={sort}
      onArrange={arranged => onChange({ choices: arranged })}
      onCopyCell={position => copy(Promise.resolve(cellAt(list, choices, settings, position)))}
      onCopyRow={row => copy(jsonOfRow(asked, row))}
    />
  )
}

async function jsonOfRow(asked: DocumentsAsked, row: number): Promise<string> {
  const [json] = await invoke('api.jsonOf', { ...asked, from: row, to: row + 1 })
  return json?.text ?? ''
}
