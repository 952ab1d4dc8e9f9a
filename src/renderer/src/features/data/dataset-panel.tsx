import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { DatasetFilter } from '../../../../shared/datasets.ts'
import type { Settings } from '../../../../shared/settings.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import type { RowRange } from '../explorer/documents/block-window.ts'
import type { DocumentsAsked } from '../explorer/documents/documents-place.ts'
import { JsonView } from '../explorer/documents/json/json-view.tsx'
import { TableSkeleton } from '../explorer/documents/table/table-skeleton.tsx'
import type { DocumentsViewState } from '../explorer/documents/view-state.ts'
import type { Grouping } from './groups/group-rows.ts'
import { UnfinishedLoad } from './load/unfinished-load.tsx'
import type { ShownDataset } from './load/use-shown-dataset.ts'
import { withFilter } from './table/dataset-selection.ts'
import { DatasetTable } from './table/dataset-table.tsx'

const DatasetCards = lazy(async () => ({ default: (await import('./cards/dataset-cards.tsx')).DatasetCards }))
const GroupView = lazy(async () => ({ default: (await import('./groups/group-view.tsx')).GroupView }))
const ChartsView = lazy(async () => ({ default: (await import('./charts/charts-view.tsx')).ChartsView }))
const DatasetSchemaView = lazy(async () => ({
  default: (await import('./schema/dataset-schema.tsx')).DatasetSchemaView,
}))

interface DatasetPanelProps {
  readonly asked: DocumentsAsked
  readonly shown: ShownDataset
  readonly state: DocumentsViewState
  readonly settings: Settings
  readonly name: string
  readonly rowHeight: number
  onRange(range: RowRange): void
  onExport(): void
  onChange(patch: Partial<DocumentsViewState>): void
}

/** The documents of a dataset in the chosen way. */
export function DatasetPanel(props: DatasetPanelProps) {
  const { shown, state, onChange } = props
  const { list } = shown
  if (state.mode === 'schema' || state.mode === 'charts') {
    if (shown.dataset.state !== 'ready') return <UnfinishedLoad dataset={shown.dataset} />
    return <Suspense fallback={<TableSkeleton />}>{wholeView(props)}</Suspense>
  }
  if (list.error !== null && list.memory.columns.length === 0) {
    return (
      <ErrorState error={list.error}>
        <Button onClick={() => onChange({ live: true })}>Show live documents</Button>
      </ErrorState>
    )
  }
  if (list.memory.columns.length === 0 && !list.length.exact) return <TableSkeleton />
  if (list.length.exact && list.length.rows === 0) {
    if (state.selection.filters.length === 0) return <EmptyState>This dataset has no documents.</EmptyState>
    const clear = (): void => onChange({ selection: { ...state.selection, filters: [] } })
    return (
      <EmptyState action={<Button onClick={clear}>Remove all conditions</Button>}>
        No document meets these conditions.
      </EmptyState>
    )
  }
  return <Suspense fallback={<TableSkeleton />}>{listView(props)}</Suspense>
}

/** Views of the dataset as a whole. A condition taken from them leads to the documents in the table. */
function wholeView({ shown, state, settings, name, onChange }: DatasetPanelProps) {
  const { datasetId } = shown.selected
  const showThose = (added: readonly DatasetFilter[]): void =>
    onChange({ ...narrowed(state, added), mode: 'table', grouping: null })
  if (state.mode === 'charts') {
    return (
      <ChartsView
        selected={shown.selected}
        format={settings}
        onFilter={showThose}
        onNarrow={added => onChange(narrowed(state, added))}
      />
    )
  }
  return (
    <DatasetSchemaView
      datasetId={datasetId}
      name={name}
      format={settings}
      onFilter={filter => showThose([filter])}
    />
  )
}

function listView(props: DatasetPanelProps) {
  const { asked, shown, state, settings, name, onRange, onChange } = props
  const { dataset, list, selected } = shown
  switch (state.mode) {
    case 'json':
      return (
        <JsonView asked={asked} list={list} selected={selected} label={`${name} as JSON`} onRange={onRange} />
      )
    case 'cards':
      return (
        <DatasetCards
          datasetId={dataset.id}
          list={list}
          label={`Documents of ${name}`}
          format={settings}
          focus={state.focus.row}
          openRow={state.openRow}
          onRange={onRange}
          onFocus={row => onChange({ focus: { ...state.focus, row } })}
          onOpen={row => onChange({ openRow: row, openId: null, focus: { ...state.focus, row } })}
        />
      )
    default:
      if (state.grouping !== null && dataset.state === 'ready') return groupView(props, state.grouping)
      return (
        <DatasetTable
          dataset={dataset}
          list={list}
          state={state}
          settings={settings}
          rowHeight={props.rowHeight}
          label={`Documents of ${name}`}
          onRange={onRange}
          onExport={props.onExport}
          onChange={onChange}
        />
      )
  }
}

function groupView({ shown, state, settings, onChange }: DatasetPanelProps, { choice }: Grouping) {
  return (
    <GroupView
      selected={shown.selected}
      documents={shown.list.length.rows}
      choice={choice}
      format={settings}
      onChoose={chosen => onChange({ grouping: { choice: chosen } })}
      onPick={filter => onChange({ ...narrowed(state, [filter]), grouping: null })}
      onClose={() => onChange({ grouping: null })}
    />
  )
}

/** The view after conditions were taken on. */
function narrowed(
  { selection }: DocumentsViewState,
  added: readonly DatasetFilter[],
): Partial<DocumentsViewState> {
  const filters = added.reduce((all, filter) => withFilter(all, filter.keys, filter), selection.filters)
  return { selection: { ...selection, filters }, openRow: null }
}
