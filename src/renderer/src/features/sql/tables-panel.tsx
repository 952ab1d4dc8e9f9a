import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { SqlTable } from '../../../../shared/sql.ts'
import css from './tables-panel.module.css'

interface TablesPanelProps {
  readonly tables: readonly SqlTable[]
  /** The dataset to show opened first; null for the only one. */
  readonly datasetId: string | null
  onInsert(text: string): void
}

/** What can be asked: the loaded datasets with their columns. A press puts the name into the statement. */
export function TablesPanel({ tables, datasetId, onInsert }: TablesPanelProps) {
  return (
    <section className={css.panel} aria-label="Datasets">
      <h2>Datasets</h2>
      {tables.length === 0 && (
        <p className={css.hint}>
          None is loaded. Open a collection and choose <b>Load all</b>: its documents are a table here.
        </p>
      )}
      <ul>
        {tables.map(table => (
          <TableEntry
            key={table.datasetId}
            table={table}
            startsOpen={table.datasetId === datasetId || tables.length === 1}
            onInsert={onInsert}
          />
        ))}
      </ul>
    </section>
  )
}

interface TableEntryProps {
  readonly table: SqlTable
  readonly startsOpen: boolean
  onInsert(text: string): void
}

function TableEntry({ table, startsOpen, onInsert }: TableEntryProps) {
  const [open, setOpen] = useState(startsOpen)
  const { identifier, documents, columns } = table
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <li>
      <div className={css.table}>
        <UnstyledButton
          className={css.toggle ?? ''}
          aria-expanded={open}
          aria-label={`Columns of ${identifier}`}
          onClick={() => setOpen(!open)}
        >
          <Chevron size={14} aria-hidden />
        </UnstyledButton>
        <UnstyledButton className={css.name ?? ''} title={identifier} onClick={() => onInsert(identifier)}>
          {identifier}
        </UnstyledButton>
        <span className={css.count}>{documents.toLocaleString('en-GB')}</span>
      </div>
      {open && (
        <ul>
          {columns.map(column => (
            <li key={column.identifier}>
              <UnstyledButton
                className={css.column ?? ''}
                title={column.identifier}
                onClick={() => onInsert(column.identifier)}
              >
                <span className={css.path}>{column.path}</span>
                <span className={css.type}>{column.isMasked ? 'masked' : column.type.toLowerCase()}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
