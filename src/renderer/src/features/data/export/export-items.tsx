import { Menu } from '@mantine/core'
import { useState } from 'react'
import { type SelectedDocuments, selectionInput } from '../table/dataset-selection.ts'
import type { DatasetExport } from './use-dataset-export.ts'

const formats = { csv: 'CSV', json: 'JSON', ndjson: 'NDJSON', parquet: 'Parquet', xlsx: 'XLSX' } as const
type Format = keyof typeof formats

interface ExportItemsProps {
  readonly selected: SelectedDocuments
  /** Paths of the shown columns, in order. */
  readonly columns: readonly (readonly string[])[]
  readonly running: DatasetExport
}

/** Menu entries that write a dataset: all of it or what the conditions leave, whole documents or the shown columns. */
export function ExportItems({ selected, columns, running }: ExportItemsProps) {
  const [shownOnly, setShownOnly] = useState(false)
  const [filteredOnly, setFilteredOnly] = useState(true)
  const isFiltered = selected.filters.length > 0
  const start = (format: Format): void => {
    const { filters, ...whole } = selectionInput(selected)
    running.start({
      ...whole,
      format,
      ...(isFiltered && filteredOnly ? { filters } : {}),
      ...(shownOnly ? { columns: columns.slice(0, 1000).map(keys => [...keys]) } : {}),
    })
  }
  return (
    <>
      <Menu.Divider />
      <Menu.Label>The loaded documents</Menu.Label>
      <Menu.CheckboxItem checked={shownOnly} onChange={setShownOnly} closeMenuOnClick={false}>
        Shown columns only
      </Menu.CheckboxItem>
      {isFiltered && (
        <Menu.CheckboxItem checked={filteredOnly} onChange={setFilteredOnly} closeMenuOnClick={false}>
          Only those that meet the conditions
        </Menu.CheckboxItem>
      )}
      {(Object.keys(formats) as Format[]).map(format => (
        <Menu.Item key={format} disabled={running.progress !== null} onClick={() => start(format)}>
          Write as {formats[format]}
        </Menu.Item>
      ))}
    </>
  )
}
