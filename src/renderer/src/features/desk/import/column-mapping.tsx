import { NativeSelect } from '@mantine/core'
import { type ImportFile, type ListColumn, listColumns } from '../../../../../shared/desk.ts'
import styles from './import-view.module.css'
import { columnWords } from './import-words.ts'

interface ColumnMappingProps {
  readonly files: readonly ImportFile[]
  readonly onMap: (file: number, columns: readonly (ListColumn | null)[]) => void
}

/** What each column of a CSV is taken for, to be changed. Other formats name their values. */
export function ColumnMapping({ files, onMap }: ColumnMappingProps) {
  const lists = files.flatMap((file, index) => (file.headers.length === 0 ? [] : [{ file, index }]))
  if (lists.length === 0) return null
  return lists.map(({ file, index }) => {
    const columns = file.headers.map(({ column }) => column)
    const choose = (at: number, chosen: ListColumn | null): void =>
      onMap(
        index,
        columns.map((column, each) => (each === at ? chosen : column === chosen ? null : column)),
      )
    return (
      <details key={index} className={styles.mapping} open={file.problem !== null}>
        <summary>Columns of {file.name}</summary>
        <div className={styles.columns}>
          {file.headers.map(({ name, column }, at) => (
            <NativeSelect
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the line
              key={at}
              label={name === '' ? `Column ${at + 1}` : name}
              value={column ?? ''}
              onChange={event =>
                choose(at, listColumns.find(each => each === event.currentTarget.value) ?? null)
              }
              data={[
                { value: '', label: 'Not used' },
                ...listColumns.map(each => ({ value: each, label: columnWords[each] })),
              ]}
            />
          ))}
        </div>
      </details>
    )
  })
}
