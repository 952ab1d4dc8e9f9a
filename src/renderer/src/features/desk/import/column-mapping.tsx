import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import {
  type FileReading,
  type ImportFile,
  type ListColumn,
  listColumns,
} from '../../../../../shared/desk.ts'
import styles from './import-view.module.css'
import { columnWords, delimiterChoices } from './import-words.ts'

export type CsvAsRead = NonNullable<ImportFile['csv']>

interface ColumnMappingProps {
  readonly files: readonly ImportFile[]
  /** Reads a file anew. What is to change is told of how it stands by then: an earlier change may be under way. */
  readonly onRead: (file: number, change: (csv: CsvAsRead) => FileReading) => void
}

/** How each CSV was read, to be changed: its columns, its delimiter, its first line. Other formats name their values. */
export function ColumnMapping({ files, onRead }: ColumnMappingProps) {
  return files.map((file, index) =>
    file.csv === null ? null : (
      <FileColumns
        // biome-ignore lint/suspicious/noArrayIndexKey: a file is its place in the choice
        key={index}
        name={file.name}
        csv={file.csv}
        startsOpen={file.problem !== null}
        onRead={change => onRead(index, change)}
      />
    ),
  )
}

interface FileColumnsProps {
  readonly name: string
  readonly csv: CsvAsRead
  readonly startsOpen: boolean
  readonly onRead: (change: (csv: CsvAsRead) => FileReading) => void
}

function FileColumns({ name, csv, startsOpen, onRead }: FileColumnsProps) {
  // Stays open when the first column that is said makes the file readable: the others are to be said as well.
  const [opened, setOpened] = useState(startsOpen)
  const { delimiter, firstLineIsRow } = csv
  const choose = (at: number, chosen: ListColumn | null): void =>
    onRead(now => ({
      ...asRead(now),
      columns: now.columns.map(({ column }, each) =>
        each === at ? chosen : column === chosen ? null : column,
      ),
    }))
  return (
    <details className={styles.mapping} open={opened} onToggle={event => setOpened(event.currentTarget.open)}>
      <summary>Columns of {name}</summary>
      <div className={styles.reading}>
        <NativeSelect
          label="Delimiter"
          value={delimiter}
          data={[...delimiterChoices(delimiter)]}
          // Other columns come of it: what was said of those before means nothing.
          onChange={event => {
            const { value } = event.currentTarget
            onRead(() => ({ columns: null, delimiter: value, firstLineIsRow: null }))
          }}
        />
        <Checkbox
          label="The first line is a row"
          checked={firstLineIsRow}
          onChange={event => {
            const { checked } = event.currentTarget
            onRead(now => ({ ...asRead(now), firstLineIsRow: checked }))
          }}
        />
      </div>
      <div className={styles.columns}>
        {csv.columns.map(({ name: title, column, samples }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the line
          <div key={at}>
            <NativeSelect
              label={title === '' ? `Column ${at + 1}` : title}
              value={column ?? ''}
              onChange={event =>
                choose(at, listColumns.find(each => each === event.currentTarget.value) ?? null)
              }
              data={[
                { value: '', label: 'Not used' },
                ...listColumns.map(each => ({ value: each, label: columnWords[each] })),
              ]}
            />
            <p className={styles.samples} title={samples.join('\n')}>
              {samples.length === 0 ? 'Empty' : samples.join(' · ')}
            </p>
          </div>
        ))}
      </div>
    </details>
  )
}

/** As it stands. Where no column is known, its names may still be understood. */
function asRead({ columns, delimiter, firstLineIsRow }: CsvAsRead): FileReading {
  const meant = columns.map(({ column }) => column)
  return { columns: meant.some(column => column !== null) ? meant : null, delimiter, firstLineIsRow }
}
