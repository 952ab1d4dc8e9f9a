import { NumberInput, SegmentedControl } from '@mantine/core'
import { type ReactNode, useEffect, useId, useState } from 'react'
import styles from './settings.module.css'

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.group}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

interface LineProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly labelId?: string
  readonly children: ReactNode
}

export function Line({ label, hint, labelId, children }: LineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.about}>
        <span id={labelId} className={styles.label}>
          {label}
        </span>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly hint?: string
  readonly value: Value
  readonly options: Readonly<Record<Value, string>>
  readonly onChange: (value: Value) => void
}

export function Choice<Value extends string>({ label, hint, value, options, onChange }: ChoiceProps<Value>) {
  const labelId = useId()
  const data = (Object.entries(options) as [Value, string][]).map(([key, text]) => ({
    value: key,
    label: text,
  }))
  return (
    <Line label={label} labelId={labelId} {...(hint === undefined ? {} : { hint })}>
      <SegmentedControl aria-labelledby={labelId} data={data} value={value} onChange={onChange} />
    </Line>
  )
}

interface WholeNumberProps {
  readonly label: string
  readonly hint: string
  readonly value: number
  /** 0 unless told. */
  readonly least?: number
  readonly most: number
  readonly onChange: (value: number) => void
  readonly children?: ReactNode
}

/** Takes a number as it is typed, and holds it when the field is left: half a number is none. */
export function WholeNumber({ label, hint, value, least = 0, most, onChange, children }: WholeNumberProps) {
  const labelId = useId()
  const [typed, setTyped] = useState<number | string>(value)
  useEffect(() => setTyped(value), [value])
  const keep = (): void => {
    const number = Math.min(most, Math.max(least, Math.round(Number(typed))))
    if (typed === '' || Number.isNaN(number)) setTyped(value)
    else {
      // What was out of bounds shows as what is kept.
      setTyped(number)
      if (number !== value) onChange(number)
    }
  }
  return (
    <Line label={label} labelId={labelId} hint={hint}>
      <NumberInput
        aria-labelledby={labelId}
        className={styles.number ?? ''}
        min={least}
        max={most}
        allowDecimal={false}
        value={typed}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={event => event.key === 'Enter' && keep()}
      />
      {children}
    </Line>
  )
}
