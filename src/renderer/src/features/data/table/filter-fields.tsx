import { Button, TextInput } from '@mantine/core'
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
  const [low, high] = [rangeEnd(from, isDate, false), rangeEnd(to, isDate, true)]
  const submit = (): void => {
    if (low === undefined || high === undefined) return
    onApply(low === null && high === null ? null : { kind: 'range', keys: [...keys], from: low, to: high })
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
    </FilterForm>
  )
}

const presences = { present: 'Has a value', null: 'Is null', missing: 'Is missing' } as const

/** Whether there is a value at all. */
export function PresenceChoice({ keys, filter, onApply }: FilterFieldsProps) {
  return (
    <div className={css.choices}>
      {(['present', 'null', 'missing'] as const).map(kind => (
        <button
          key={kind}
          type="button"
          className={css.choice}
          aria-pressed={filter?.kind === kind}
          onClick={() => onApply(filter?.kind === kind ? null : { kind, keys: [...keys] })}
        >
          {presences[kind]}
        </button>
      ))}
    </div>
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
