import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { CellType } from '../../../../../shared/documents.ts'
import { percentText } from '../schema/field-words.ts'
import css from './column-filter.module.css'
import type { FilterFieldsProps } from './filter-fields.tsx'

/** How many documents have which type in a column. */
export interface TypeCounts {
  readonly types: Readonly<Partial<Record<CellType, number>>>
  /** Documents in all. */
  readonly documents: number
}

interface TypeChoiceProps extends FilterFieldsProps {
  readonly counts: TypeCounts
}

/** Whether there is a value, and of which type: each with its share of all documents. */
export function TypeChoice({ keys, filter, counts, onApply }: TypeChoiceProps) {
  return (
    <div className={css.choices}>
      {choicesOf(keys, counts).map(({ name, count, condition }) => {
        const isOn = JSON.stringify(condition) === JSON.stringify(filter)
        return (
          <button
            key={name}
            type="button"
            className={css.choice}
            aria-pressed={isOn}
            onClick={() => onApply(isOn ? null : condition)}
          >
            {name}
            <span className={css.count}>{percentText(count, counts.documents)}</span>
          </button>
        )
      })}
    </div>
  )
}

interface Choice {
  readonly name: string
  readonly count: number
  readonly condition: DatasetFilter
}

const typeNames: Readonly<Record<Exclude<CellType, 'null'>, string>> = {
  string: 'Is text',
  number: 'Is a number',
  boolean: 'Is true or false',
  date: 'Is a date',
  id: 'Is an ID',
  object: 'Is an object',
  array: 'Is a list',
}
const typesInOrder = Object.keys(typeNames) as (keyof typeof typeNames)[]

/** Types are offered where there are several: of one type is whatever has a value. */
export function choicesOf(path: readonly string[], { types, documents }: TypeCounts): readonly Choice[] {
  const keys = [...path]
  const nulls = types.null ?? 0
  const present = typesInOrder.filter(type => (types[type] ?? 0) > 0)
  const values = present.reduce((sum, type) => sum + (types[type] ?? 0), 0)
  const ofTypes = present.map((type): Choice => {
    return {
      name: typeNames[type],
      count: types[type] ?? 0,
      condition: { kind: 'types', keys, types: [type] },
    }
  })
  return [
    { name: 'Has a value', count: values, condition: { kind: 'present', keys } },
    ...(present.length > 1 ? ofTypes : []),
    { name: 'Is null', count: nulls, condition: { kind: 'null', keys } },
    { name: 'Is missing', count: documents - values - nulls, condition: { kind: 'missing', keys } },
  ]
}
