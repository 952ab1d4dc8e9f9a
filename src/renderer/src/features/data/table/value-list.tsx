import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatasetFilter, DatasetGroup } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import css from './column-filter.module.css'
import { type FilterFieldsProps, FilterForm } from './filter-fields.tsx'

/** Values drawn at once; a search finds the others among the thousand that come. */
const drawnValues = 100

interface ValueListProps extends FilterFieldsProps {
  readonly datasetId: string
  readonly others: readonly DatasetFilter[]
  readonly format: CellFormat
}

type Value = string | number | boolean

/** The values of a column with how many documents have them; those that are checked are shown. */
export function ValueList({ keys, filter, datasetId, others, format, onApply }: ValueListProps) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Value>>(
    new Set(filter?.kind === 'values' ? filter.values : []),
  )
  const { data, error } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'groups', keys, others],
    queryFn: ({ signal }) =>
      invoke('datasets.group', { datasetId, by: [...keys], filters: [...others] }, signal),
  })
  const wanted = search.trim().toLowerCase()
  const all = (data?.groups ?? []).flatMap(group => asChoice(group, format))
  const found = all.filter(({ text }) => text.toLowerCase().includes(wanted))
  const toggle = (value: Value): void =>
    setChosen(now => {
      const next = new Set(now)
      if (!next.delete(value)) next.add(value)
      return next
    })
  return (
    <FilterForm
      isOn={filter !== undefined}
      onClear={() => onApply(null)}
      onSubmit={() =>
        onApply(chosen.size === 0 ? null : { kind: 'values', keys: [...keys], values: [...chosen] })
      }
    >
      <TextInput
        aria-label="Find a value"
        placeholder="Find a value"
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
        data-autofocus
      />
      {error !== null && <InlineError error={errorData(error)} />}
      {error === null && data === undefined && <SkeletonRows rows={6} label="Counting values" />}
      {data !== undefined && (
        <ul className={css.values}>
          {found.slice(0, drawnValues).map(({ value, text, count }) => (
            <li key={`${typeof value} ${value}`}>
              <Checkbox
                className={css.value ?? ''}
                label={<span className={css.text}>{text === '' ? '(empty text)' : text}</span>}
                checked={chosen.has(value)}
                onChange={() => toggle(value)}
              />
              <span className={css.count}>{count.toLocaleString('en-GB')}</span>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && (found.length > drawnValues || data.total > data.groups.length) && (
        <p className={css.note}>
          {Math.min(drawnValues, found.length)} of {data.total.toLocaleString('en-GB')} values, the most
          frequent first
        </p>
      )}
    </FilterForm>
  )
}

/** A value to choose; none where the field is missing, null, or longer than what came of it. */
function asChoice({ cell, count }: DatasetGroup, format: CellFormat) {
  if (cell === null || cell.value === null || cell.type === 'object' || cell.type === 'array') return []
  const isCut = typeof cell.value === 'string' && cell.size !== undefined && cell.size > cell.value.length
  return isCut ? [] : [{ value: cell.value, text: cellString(cell, format), count }]
}
