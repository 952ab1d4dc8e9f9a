import { Button, Checkbox, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import css from './column-filter.module.css'
import { endText, rangeEnd } from './filter-kinds.ts'

export interface FilterFieldsProps {
  readonly keys: readonly string[]
  /** The filter that is on. */
  readonly filter: DatasetFilter | undefined
  onApply(filter: DatasetFilter | null): void
}

/** Text that a value contains, in upper or lower case. */
export function TextField({ keys, filter, onApply }: FilterFieldsProps) {
  const [text, setText] = useState(filter?.kind === 'contains' ? filter.text : '')
  return (
    <FilterForm
      isOn={filter !== undefined}
      onClear={() => onApply(null)}
      onSubmit={() => onApply(text === '' ? null : { kind: 'contains', keys: [...keys], text })}
    >
      <TextInput
        aria-label="Text"
        placeholder="Text, in any case"
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        data-autofocus
      />
    </FilterForm>
  )
}

interface RangeFieldsProps extends FilterFieldsProps {
  readonly isDate: boolean
}

/** Numbers or days, from and to; either may be open. */
export function RangeFields({ keys, filter, isDate, onApply }: RangeFieldsProps) {
  const on = filter?.kind === 'range' ? filter : null
  const [from, setFrom] = useState(endText(on?.from ?? null))
  const [to, setTo] = useState(endText(on?.to ?? null))
  const [excludesTo, setExcludesTo] = useState(on?.excludesTo === true)
  const [low, high] = [rangeEnd(from, isDate, false), rangeEnd(to, isDate, !excludesTo)]
  const submit = (): void => {
    if (low === undefined || high === undefined) return
    const range: DatasetFilter = { kind: 'range', keys: [...keys], from: low, to: high }
    if (low === null && high === null) onApply(null)
    else onApply(excludesTo && high !== null ? { ...range, excludesTo } : range)
  }
  const type = isDate ? 'date' : 'text'
  return (
    <FilterForm isOn={filter !== undefined} onClear={() => onApply(null)} onSubmit={submit}>
      <div className={css.pair}>
        <TextInput
          label={isDate ? 'From day, UTC' : 'From'}
          type={type}
          value={from}
          error={low === undefined}
          onChange={event => setFrom(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={isDate ? 'To day, UTC' : 'To'}
          type={type}
          value={to}
          error={high === undefined}
          onChange={event => setTo(event.currentTarget.value)}
        />
      </div>
      <Checkbox
        label="Without the upper end"
        checked={excludesTo}
        onChange={event => setExcludesTo(event.currentTarget.checked)}
      />
    </FilterForm>
  )
}

interface FilterFormProps {
  readonly isOn: boolean
  readonly children: ReactNode
  onClear(): void
  onSubmit(): void
}

/** Fields with *Clear* and *Apply*; Enter applies. */
export function FilterForm({ isOn, children, onClear, onSubmit }: FilterFormProps) {
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      <div className={css.foot}>
        <Button variant="subtle" size="compact-xs" disabled={!isOn} onClick={onClear}>
          Clear
        </Button>
        <Button type="submit" size="compact-xs">
          Apply
        </Button>
      </div>
    </form>
  )
}
