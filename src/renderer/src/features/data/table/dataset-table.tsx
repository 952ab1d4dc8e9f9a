import { notifications } from '@mantine/notifications'
import { useCallback, useMemo } from 'react'
import type { CallInput } from '../../../../../shared/contract.ts'
import type { Dataset } from '../../../../../shared/datasets.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import { cellAt } from '../../explorer/documents/cell-at.ts'
import { noChanges } from '../../explorer/documents/change-marks.ts'
import { layOut } from '../../explorer/documents/table/column-layout.ts'
import { DocumentTable, type RowChoosing } from '../../explorer/documents/table/document-table.tsx'
import type { TableColumn } from '../../explorer/documents/table/merged-columns.ts'
import type { DocumentsViewState } from '../../explorer/documents/view-state.ts'
import { ColumnFilter } from './column-filter.tsx'
import { orderAfterClick, sameKeys, selectionInput, withFilter } from './dataset-selection.ts'
import { chosenCount, everyRow, extended, isChosen, nothingChosen, toggled } from './row-choice.ts'
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
      count: chosenCount(chosen),
      isChosen: row => isChosen(chosen, row),
      choose: (row, how) =>
        onChange({ chosen: how === 'extend' ? extended(chosen, row) : toggled(chosen, row) }),
      chooseAll: () => onChange({ chosen: everyRow(rows) }),
      copy: format => {
        const shownColumns = layOut(columns, choices).all.map(({ column }) => [...column.keys])
        copyChosen({
          ...selectionInput({ datasetId: dataset.id, ...selection }),
          ...{ format, columns: shownColumns, places: [...chosen.places] },
        }).catch(useNotice.getState().show)
      },
    }),
    [chosen, rows, columns, choices, dataset.id, selection, onChange],
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
        onArrange={arranged => onChange({ choices: arranged })}
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

/** To the clipboard, by main: cells on screen may be cut. */
async function copyChosen(input: CallInput<'datasets.copy'>): Promise<void> {
  const { rows } = await invoke('datasets.copy', input)
  const wanted = input.places.reduce((sum, { from, to }) => sum + to - from, 0)
  const count = rows.toLocaleString('en-GB')
  notifications.show({
    message:
      rows < wanted
        ? `The first ${count} rows are on the clipboard. Export writes all of them.`
        : `${count} ${rows === 1 ? 'row is' : 'rows are'} on the clipboard`,
  })
}

/** The order as the table reads it. */
function sortTextOf({ keys, descending }: NonNullable<DocumentsViewState['selection']['sort']>): string {
  return `{ ${JSON.stringify(keys.join('.'))}: ${descending ? -1 : 1} }`
}
