import { Popover, SegmentedControl } from '@mantine/core'
import { IconFilter, IconFilterFilled } from '@tabler/icons-react'
import { type SyntheticEvent, useState } from 'react'
import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import type { TableColumn } from '../../explorer/documents/table/merged-columns.ts'
import css from './column-filter.module.css'
import { RangeFields, TextField } from './filter-fields.tsx'
import { type FilterKind, kindsFor, startingKind } from './filter-kinds.ts'
import { TypeChoice, type TypeCounts } from './type-choice.tsx'
import { ValueList } from './value-list.tsx'

interface ColumnFilterProps {
  readonly datasetId: string
  readonly column: TableColumn
  /** Conditions on the other columns: values are counted among the documents that meet them. */
  readonly others: readonly DatasetFilter[]
  readonly filter: DatasetFilter | undefined
  readonly counts: TypeCounts
  readonly format: CellFormat
  onChange(filter: DatasetFilter | null): void
}

const kindTitles: Readonly<Record<FilterKind, string>> = {
  contains: 'Contains',
  range: 'Range',
  values: 'Values',
  type: 'Type',
}

/** The filter of a column: a button in its head, and what it opens. */
export function ColumnFilter(props: ColumnFilterProps) {
  const { column, filter, onChange } = props
  const [opened, setOpened] = useState(false)
  const [kind, setKind] = useState<FilterKind | null>(null)
  const kinds = kindsFor(column.types)
  const shown = kind ?? startingKind(kinds, filter)
  const apply = (changed: DatasetFilter | null): void => {
    setOpened(false)
    onChange(changed)
  }
  const fields = { keys: column.keys, filter, onApply: apply }
  return (
    // What happens in the menu is no business of the head that it hangs from.
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps events from going further
    <span className={css.frame} data-on={filter !== undefined} onClick={stop} onKeyDown={stop} data-menu>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={css.button}
            tabIndex={-1}
            data-column-menu
            aria-label={`Filter ${column.path}`}
            title="Filter, Alt+Arrow down"
            onClick={() => {
              setKind(null)
              setOpened(!opened)
            }}
          >
            {filter === undefined ? (
              <IconFilter size={12} aria-hidden />
            ) : (
              <IconFilterFilled size={12} aria-hidden />
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={`Filter ${column.path}`}>
          <div className={css.panel}>
            <SegmentedControl
              aria-label="Kind of filter"
              fullWidth
              data={kinds.map(value => ({ value, label: kindTitles[value] }))}
              value={shown}
              onChange={value => setKind(value as FilterKind)}
            />
            {shown === 'contains' && <TextField {...fields} />}
            {shown === 'range' && <RangeFields {...fields} isDate={column.type === 'date'} />}
            {shown === 'values' && (
              <ValueList
                {...fields}
                datasetId={props.datasetId}
                others={props.others}
                format={props.format}
              />
            )}
            {shown === 'type' && <TypeChoice {...fields} counts={props.counts} />}
          </div>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation()
}
