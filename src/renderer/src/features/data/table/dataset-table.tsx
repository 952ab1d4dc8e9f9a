import { useCallback, useMemo } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import { cellAt } from '../../explorer/documents/cell-at.ts'
import { noChanges } from '../../explorer/documents/change-marks.ts'
import { DocumentTable, type RowChoosing } from '../../explorer/documents/table/document-table.tsx'
import type { TableColumn } from '../../explorer/documents/table/merged-columns.ts'
import type { DocumentsViewState } from '../../explorer/documents/view-state.ts'
import { ColumnFilter } from './column-filter.tsx'
import { orderAfterClick, sameKeys, selectionInput, withFilter } from './dataset-selection.ts'
import { everyRow, extended, isChosen, nothingChosen, toggled } from './row-choice.ts'
import { SelectionBar } from './selection-bar.tsx'
import type { DatasetRowList } from './use-dataset-rows.ts'

interface DatasetTableProps {
  readonly dataset: Dataset
  readonly list: DatasetRowList
  readonly state: DocumentsViewState
  readonly settings: Settings
  readonly rowHeight: number
  readonly label: string
  onRange(range: RowRange): void
  onResize(key: string, width: number): void
  onExport(): void
  onChange(patch: Partial<DocumentsViewState>): void
}

/** The table over all documents of a dataset: the engine sorts and filters. */
export function DatasetTable(props: DatasetTableProps) {
  const { dataset, list, state, settings, onChange } = props
  const { selection, choices } = state
  const { columns } = list.memory
  const { counted } = list
  const sort = useCallback(
    (path: string) => {
      const column = columns.find(candidate => candidate.path === path)
      if (column === undefined) return
      onChange({
        selection: { ...selection, sort: orderAfterClick(selection.sort, column.keys) },
        openRow: null,
      })
    },
    [columns, selection, onChange],
  )
  const columnMenu = useCallback(
    (column: TableColumn) => {
      const { filters } = selection
      return (
        <ColumnFilter
          datasetId={dataset.id}
          column={column}
          others={withFilter(filters, column.keys, null)}
          counts={{
            types: counted.find(({ keys }) => sameKeys(keys, column.keys))?.types ?? {},
            documents: dataset.documents,
          }}
          filter={filters.find(({ keys }) => sameKeys(keys, column.keys))}
          format={settings}
          onChange={filter =>
            onChange({
              selection: { ...selection, filters: withFilter(filters, column.keys, filter) },
              openRow: null,
              focus: { row: -1, column: state.focus.column },
            })
          }
        />
      )
    },
    [dataset.id, dataset.documents, counted, selection, settings, state.focus.column, onChange],
  )
  const { chosen } = state
  const rows = list.length.rows
  const choosing = useMemo(
    (): RowChoosing => ({
      isChosen: row => isChosen(chosen, row),
      choose: (row, how) =>
        onChange({ chosen: how === 'extend' ? extended(chosen, row) : toggled(chosen, row) }),
      chooseAll: () => onChange({ chosen: everyRow(rows) }),
    }),
    [chosen, rows, onChange],
  )
  const copy = (text: Promise<string>): void => {
    text.then(given => invoke('app.copyText', { text: given })).catch(useNotice.getState().show)
  }
  const jsonOf = async (row: number): Promise<string> => {
    const input = selectionInput({ datasetId: dataset.id, ...selection })
    return (await invoke('datasets.document', { ...input, row })).json.text
  }
  return (
    <>
      <DocumentTable
        list={list}
        label={props.label}
        rowHeight={props.rowHeight}
        format={settings}
        choices={choices}
        sortText={selection.sort === null ? '' : sortTextOf(selection.sort)}
        focus={state.focus}
        openRow={state.openRow}
        marks={noChanges}
        columnMenu={columnMenu}
        choosing={choosing}
        onRange={props.onRange}
        onFocus={focus => onChange({ focus })}
        onOpen={openRow => onChange({ openRow, openId: null })}
        onSort={sort}
        onResize={props.onResize}
        onCopyCell={position => copy(Promise.resolve(cellAt(list, choices, settings, position)))}
        onCopyRow={row => copy(jsonOf(row))}
      />
      <SelectionBar
        chosen={chosen}
        onExport={props.onExport}
        onClear={() => onChange({ chosen: nothingChosen })}
      />
    </>
  )
}

/** The order as the table reads it. */
function sortTextOf({ keys, descending }: NonNullable<DocumentsViewState['selection']['sort']>): string {
  return `{ ${JSON.stringify(keys.join('.'))}: ${descending ? -1 : 1} }`
}
