import { ActionIcon, Button, Checkbox, Popover, TextInput, Tooltip } from '@mantine/core'
import { IconColumns3, IconPin, IconPinFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { type ColumnChoices, noChoices } from './column-layout.ts'
import css from './columns-menu.module.css'
import type { TableColumn } from './merged-columns.ts'

interface ColumnsMenuProps {
  readonly columns: readonly TableColumn[]
  readonly choices: ColumnChoices
  /** Columns that main left out since there were too many. */
  readonly dropped: number
  onChange(choices: ColumnChoices): void
}

/** Shows, hides and pins columns. */
export function ColumnsMenu({ columns, choices, dropped, onChange }: ColumnsMenuProps) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = columns.filter(column => column.path.toLowerCase().includes(wanted))
  const hidden = new Set(choices.hidden)
  const shown = columns.filter(column => !hidden.has(column.key)).length
  const text =
    columns.length === 0
      ? 'Fields'
      : shown === columns.length
        ? `${shown} fields`
        : `${shown} of ${columns.length} fields`
  const toggle = (keys: readonly string[], key: string): readonly string[] =>
    keys.includes(key) ? keys.filter(other => other !== key) : [...keys, key]
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          aria-label={`Columns, ${text}`}
          disabled={columns.length === 0}
          leftSection={<IconColumns3 size={14} aria-hidden />}
        >
          <span className={css.wide}>{text}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <div className={css.panel}>
          <TextInput
            aria-label="Find a column"
            placeholder="Find a column"
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
            data-autofocus
          />
          <ul className={css.list}>
            {found.map(column => (
              <li key={column.key} className={css.item}>
                <Checkbox
                  className={css.name ?? ''}
                  label={<span className={css.path}>{column.path}</span>}
                  checked={!hidden.has(column.key)}
                  disabled={shown === 1 && !hidden.has(column.key)}
                  onChange={() => onChange({ ...choices, hidden: toggle(choices.hidden, column.key) })}
                />
                <PinButton
                  path={column.path}
                  pinned={choices.pinned.includes(column.key)}
                  onToggle={() => onChange({ ...choices, pinned: toggle(choices.pinned, column.key) })}
                />
              </li>
            ))}
          </ul>
          {dropped > 0 && <p>{dropped.toLocaleString('en-GB')} more fields are in the JSON view only.</p>}
          <div className={css.foot}>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() =>
                onChange({ ...choices, hidden: columns.filter(({ system }) => system).map(({ key }) => key) })
              }
            >
              Hide system flags
            </Button>
            <Button variant="subtle" size="compact-xs" onClick={() => onChange(noChoices)}>
              Reset columns
            </Button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

interface PinButtonProps {
  readonly path: string
  readonly pinned: boolean
  onToggle(): void
}

function PinButton({ path, pinned, onToggle }: PinButtonProps) {
  const Icon = pinned ? IconPinFilled : IconPin
  return (
    <Tooltip label={pinned ? 'Unpin' : 'Pin to the left'}>
      <ActionIcon size="sm" aria-label={`Pin ${path}`} aria-pressed={pinned} onClick={onToggle}>
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
