import { useState } from 'react'
import type { SqlResult } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { cellAt } from '../explorer/documents/cell-at.ts'
import { noChanges } from '../explorer/documents/change-marks.ts'
import { cellString } from '../explorer/documents/table/cell-text.ts'
import { noChoices } from '../explorer/documents/table/column-layout.ts'
import { DocumentTable } from '../explorer/documents/table/document-table.tsx'
import { useResultRows } from './use-result-rows.ts'

const rowHeights = { comfortable: 28, compact: 24 } as const

/** The rows of an answer in the table of documents. */
export function ResultTable({ result }: { readonly result: SqlResult }) {
  const settings = useSettings()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const [choices, setChoices] = useState(noChoices)
  const [focus, setFocus] = useState({ row: 0, column: 0 })
  const list = useResultRows(result, range)
  if (list.error !== null) return <ErrorState error={list.error} />
  const copy = (text: string): void => void invoke('app.copyText', { text }).catch(useNotice.getState().show)
  const rowText = (row: number): string =>
    (list.rowAt(row)?.row.cells ?? [])
      .map(cell => (cell === null ? '' : cellString(cell, settings)))
      .join('\t')
  return (
    <DocumentTable
      list={list}
      label="Answer"
      rowHeight={rowHeights[settings.density]}
      format={settings}
      choices={choices}
      sortText=""
      focus={focus}
      openRow={null}
      marks={noChanges}
      onRange={setRange}
      onFocus={setFocus}
      onOpen={row => setFocus(now => ({ ...now, row }))}
      onArrange={setChoices}
      onCopyCell={position => copy(cellAt(list, choices, settings, position))}
      onCopyRow={row => copy(rowText(row))}
    />
  )
}
