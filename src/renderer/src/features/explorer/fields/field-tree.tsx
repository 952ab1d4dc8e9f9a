import { IconChevronDown } from '@tabler/icons-react'
import { type CSSProperties, type ReactNode, useState } from 'react'
import type { FieldNode } from '../../../../../shared/documents.ts'
import { classNames } from '../../../ui/class-names.ts'
import { TypeGlyph } from '../../../ui/type-glyph.tsx'
import { type CellFormat, cellString } from '../documents/table/cell-text.ts'
import css from './field-tree.module.css'
import { areFewNumbers, NumberBars } from './number-bars.tsx'

interface FieldTreeProps {
  readonly fields: readonly FieldNode[]
  readonly format: CellFormat
  /** What stands in the place of a masked value. */
  readonly maskedValue?: (path: readonly string[]) => ReactNode
  /** What stands at the end of the head of an object, given the fields beside it. */
  readonly objectLink?: (field: FieldNode, siblings: readonly FieldNode[]) => ReactNode
}

/** The fields of a document in their order; objects and lists fold, the fields of the API itself come last. */
export function FieldTree({ fields, format, maskedValue, objectLink }: FieldTreeProps) {
  const system = fields.filter(field => field.key.startsWith('_'))
  const own = fields.filter(field => !field.key.startsWith('_'))
  const level = {
    format,
    maskedValue: maskedValue ?? (() => null),
    objectLink: objectLink ?? (() => null),
  }
  return (
    <div className={css.list}>
      <FieldLevel {...level} fields={own} path={[]} depth={0} />
      {system.length > 0 && (
        <Fold title="System flags" depth={0}>
          <FieldLevel {...level} fields={system} path={[]} depth={1} />
        </Fold>
      )}
    </div>
  )
}

interface FieldLevelProps extends Required<FieldTreeProps> {
  readonly path: readonly string[]
  readonly depth: number
}

function FieldLevel({ fields, path, depth, ...rest }: FieldLevelProps) {
  return fields.map(field => {
    const here = [...path, field.key]
    const { children } = field
    if (children === null || field.masked || children.length === 0) {
      return <Leaf key={field.key} field={field} path={here} depth={depth} {...rest} />
    }
    const hidden = (field.cell.size ?? children.length) - children.length
    return (
      <Fold
        key={field.key}
        title={field.key}
        size={field.cell.type === 'array' ? field.cell.size : undefined}
        depth={depth}
        link={rest.objectLink(field, fields)}
      >
        {field.cell.type === 'array' && hidden <= 0 && areFewNumbers(children) ? (
          <NumberBars entries={children} format={rest.format} label={field.key} />
        ) : (
          <FieldLevel fields={children} path={here} depth={depth + 1} {...rest} />
        )}
        {hidden > 0 && (
          <p className={css.rest} style={atDepth(depth)}>
            {hidden.toLocaleString('en-GB')} more in JSON
          </p>
        )}
      </Fold>
    )
  })
}

interface FoldProps {
  readonly title: string
  readonly size?: number | undefined
  readonly depth: number
  readonly link?: ReactNode
  readonly children: ReactNode
}

function Fold({ title, size, depth, link, children }: FoldProps) {
  const [open, setOpen] = useState(true)
  return (
    <>
      <div className={css.foldHead}>
        <button
          type="button"
          className={css.group}
          style={atDepth(depth)}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconChevronDown size={14} className={css.chevron} aria-hidden />
          {title}
          {size !== undefined && <span className={css.size}>{size}</span>}
        </button>
        {link}
      </div>
      {open && <div className={css.folded}>{children}</div>}
    </>
  )
}

interface LeafProps extends Omit<FieldLevelProps, 'fields'> {
  readonly field: FieldNode
}

function Leaf({ field, path, depth, format, maskedValue }: LeafProps) {
  const { cell } = field
  const mono = cell.type === 'number' || cell.type === 'date' || cell.type === 'id' || cell.type === 'boolean'
  const cut = cell.type === 'string' && cell.size !== undefined
  return (
    <dl className={css.leaf}>
      <dt className={css.key} style={atDepth(depth)} title={field.key}>
        <span className={css.glyph}>
          <TypeGlyph type={cell.type} />
        </span>
        {field.key}
      </dt>
      <dd
        className={classNames(
          css.value,
          mono && css.mono,
          cell.type === 'id' && css.id,
          cell.type === 'null' && css.null,
        )}
        title={cell.type === 'date' ? String(cell.value) : undefined}
      >
        {field.masked ? maskedValue(path) : cellString(cell, format)}
        {cut && !field.masked && (
          <span className={css.cut}> {cell.size?.toLocaleString('en-GB')} characters</span>
        )}
      </dd>
    </dl>
  )
}

function atDepth(depth: number): CSSProperties & Record<'--depth', number> {
  return { '--depth': depth }
}
