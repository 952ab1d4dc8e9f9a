import { Checkbox, NativeSelect } from '@mantine/core'
import {
  type FileReading,
  type ImportFile,
  type ListColumn,
  listColumns,
} from '../../../../../shared/desk.ts'
import styles from './import-view.module.css'
import { columnWords, delimiterChoices } from './import-words.ts'

interface ColumnMappingProps {
  readonly files: readonly ImportFile[]
  readonly onRead: (file: number, reading: FileReading) => void
}

/** How each CSV was read, to be changed: its columns, its delimiter, its first line. Other formats name their values. */
export function ColumnMapping({ files, onRead }: ColumnMappingProps) {
  return files.map((file, index) => {
    const { csv, name, problem } = file
    if (csv === null) return null
    const { delimiter, firstLineIsRow } = csv
    const columns = csv.columns.map(({ column }) => column)
    const choose = (at: number, chosen: ListColumn | null): void =>
      onRead(index, {
        columns: columns.map((column, each) => (each === at ? chosen : column === chosen ? null : column)),
        delimiter,
        firstLineIsRow,
      })
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a file is its place in the choice
      <details key={index} className={styles.mapping} open={problem !== null}>
        <summary>Columns of {name}</summary>
        <div className={styles.reading}>
          <NativeSelect
            label="Delimiter"
            value={delimiter}
            data={[...delimiterChoices(delimiter)]}
            // Other columns come of it: what was said of those before means nothing.
            onChange={event =>
              onRead(index, { columns: null, delimiter: event.currentTarget.value, firstLineIsRow: null })
            }
          />
          <Checkbox
            label="The first line is a row"
            checked={firstLineIsRow}
            onChange={event =>
              onRead(index, {
                columns: columns.some(column => column !== null) ? columns : null,
                delimiter,
                firstLineIsRow: event.currentTarget.checked,
              })
            }
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
  })
}
