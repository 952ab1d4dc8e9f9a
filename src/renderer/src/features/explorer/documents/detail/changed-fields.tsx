import type { ChangedField } from '../../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../table/cell-text.ts'
import css from './changed-fields.module.css'

interface ChangedFieldsProps {
  readonly fields: readonly ChangedField[]
  readonly format: CellFormat
}

/** Each field that is not as it was: what stood there, and what stands there now. */
export function ChangedFields({ fields, format }: ChangedFieldsProps) {
  const text = (cell: Cell | null): string => (cell === null ? 'missing' : cellString(cell, format))
  return (
    <dl className={css.fields}>
      {fields.map(({ path, before, after }) => (
        <div key={path} className={css.field}>
          <dt>{path}</dt>
          <dd>
            <del>{text(before)}</del>
            <span aria-hidden> → </span>
            <ins>{text(after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
