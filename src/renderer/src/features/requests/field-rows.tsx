import { ActionIcon, Autocomplete, Checkbox, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { FieldRow } from '../../../../shared/requests.ts'
import { classNames } from '../../ui/class-names.ts'
import { CompletingInput } from './completing-input.tsx'
import css from './field-rows.module.css'

const emptyRow: FieldRow = { name: '', value: '', on: true }

interface FieldRowsProps {
  /** What a row is, in the singular. */
  readonly label: string
  readonly rows: readonly FieldRow[]
  /** Names that are offered. */
  readonly names?: readonly string[]
  /** Values that are offered for a name. */
  valuesOf?(name: string): readonly string[]
  /** Whether a row can be switched off. */
  readonly switches?: boolean
  onChange(rows: readonly FieldRow[]): void
}

/** Names and values, one a row; the last row is always an empty one to type into. */
export function FieldRows({ label, rows, names = [], valuesOf, switches = true, onChange }: FieldRowsProps) {
  const set = (at: number, change: Partial<FieldRow>): void =>
    onChange(
      [...rows, emptyRow]
        .map((row, index) => (index === at ? { ...row, ...change } : row))
        .slice(0, Math.max(rows.length, at + 1)),
    )
  return (
    <div className={classNames(css.rows, !switches && css.bare)}>
      {[...rows, emptyRow].map((row, at) => {
        const number = at + 1
        const isNew = at === rows.length
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and names may repeat
          <div key={at} className={classNames(css.row, !switches && css.plain)}>
            {switches && (
              <Checkbox
                size="xs"
                aria-label={`Send ${label.toLowerCase()} ${number}`}
                checked={row.on && !isNew}
                disabled={isNew}
                onChange={event => set(at, { on: event.currentTarget.checked })}
              />
            )}
            <Autocomplete
              aria-label={`${label} ${number} name`}
              placeholder={isNew ? 'Name' : ''}
              size="xs"
              data={[...names]}
              value={row.name}
              onChange={name => set(at, { name })}
            />
            <CompletingInput
              aria-label={`${label} ${number} value`}
              placeholder={isNew ? 'Value' : ''}
              words={valuesOf?.(row.name)}
              value={row.value}
              onChange={value => set(at, { value })}
            />
            {!isNew && (
              <Tooltip label="Remove">
                <ActionIcon
                  size="sm"
                  aria-label={`Remove ${label.toLowerCase()} ${number}`}
                  onClick={() => onChange(rows.filter((_row, index) => index !== at))}
                >
                  <IconX size={12} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        )
      })}
    </div>
  )
}
