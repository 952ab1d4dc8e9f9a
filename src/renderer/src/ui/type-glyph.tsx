import { IconClock } from '@tabler/icons-react'
import type { CellType } from '../../../shared/documents.ts'
import styles from './type-glyph.module.css'

const glyphs: Readonly<Record<Exclude<CellType, 'date'>, string>> = {
  string: 'Aa',
  number: '#',
  boolean: 'T/F',
  id: 'id',
  object: '{}',
  array: '[]',
  null: '∅',
}

const names: Readonly<Record<CellType, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  date: 'date',
  id: 'ID',
  object: 'object',
  array: 'list',
  null: 'null',
}

/** The type of a value or a column as a small sign with a name. */
export function TypeGlyph({ type }: { readonly type: CellType }) {
  return (
    <span role="img" aria-label={names[type]} title={names[type]} className={styles.glyph}>
      {type === 'date' ? <IconClock size={12} aria-hidden /> : glyphs[type]}
    </span>
  )
}
