import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import { entriesBasis } from './basis-text.ts'
import css from './field-detail.module.css'
import type { FieldFacts } from './field-facts.ts'
import { countText, percentText, typeWords } from './field-words.ts'

interface TopValuesProps {
  readonly facts: FieldFacts
  readonly format: CellFormat
  readonly onFilter: ((filter: DatasetFilter) => void) | undefined
}

/** The most frequent values with their share, each a way to its documents. Not for values that are all their own. */
export function TopValues({ facts, format, onFilter }: TopValuesProps) {
  const { field, present } = facts
  if (facts.kind === 'unique' || facts.kind === 'masked' || field.top.length === 0) return null
  const most = field.top[0]?.count ?? 1
  const told = field.top.reduce((sum, { count }) => sum + count, 0)
  return (
    <section className={css.list} aria-label="Most frequent values">
      <h3>Most frequent values</h3>
      <ol>
        {field.top.map(({ cell, count }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its rank
          <li key={at}>
            <TopValue cell={cell} format={format} keys={field.keys} onFilter={onFilter} />
            <Share count={count} most={most} whole={present} />
          </li>
        ))}
      </ol>
      {present > told && (
        <p className={css.rest}>
          {percentText(present - told, present)} have one of{' '}
          {countText(Math.max(0, (field.distinct?.count ?? 0) - field.top.length))} others
        </p>
      )}
    </section>
  )
}

interface TopValueProps extends Pick<TopValuesProps, 'format' | 'onFilter'> {
  readonly cell: Cell | null
  readonly keys: readonly string[]
}

function TopValue({ cell, keys, format, onFilter }: TopValueProps) {
  const text = cell === null ? 'missing' : cellString(cell, format)
  const value = cell?.value ?? null
  const isWhole = cell?.size === undefined
  if (onFilter === undefined || value === null || !isWhole) return <span className={css.value}>{text}</span>
  return (
    <button
      type="button"
      className={`${css.value} ${css.link}`}
      title={`Show the documents with ${text}`}
      onClick={() => onFilter({ kind: 'values', keys: [...keys], values: [value] })}
    >
      {text}
    </button>
  )
}

/** What lists are made of. */
export function ArrayEntries({ facts }: { readonly facts: FieldFacts }) {
  const { arrays } = facts.field
  if (arrays === null) return null
  const total = arrays.elements.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) {
    return <p className={css.rest}>What is in the lists is known once all documents are loaded.</p>
  }
  const basis = entriesBasis(arrays)
  return (
    <section className={css.list} aria-label="Entries of the lists">
      <h3>Entries</h3>
      {basis !== null && <p className={css.rest}>{basis}</p>}
      <ol>
        {arrays.elements.map(({ type, count }) => (
          <li key={type}>
            <span className={css.value}>{typeWords[type]}</span>
            <Share count={count} most={total} whole={total} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface ShareProps {
  readonly count: number
  readonly most: number
  readonly whole: number
}

function Share({ count, most, whole }: ShareProps) {
  return (
    <>
      <span className={css.track}>
        <span style={{ width: `${(count / most) * 100}%` }} />
      </span>
      <span className={css.count} data-mono>
        {countText(count)}
      </span>
      <span className={css.percent}>{percentText(count, whole)}</span>
    </>
  )
}
