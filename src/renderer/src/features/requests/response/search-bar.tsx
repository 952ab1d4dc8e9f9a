import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconLetterCase, IconRegex, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { errorData } from '../../../app/notice.ts'
import css from './search-bar.module.css'
import { foundText } from './search-words.ts'
import type { FoundInBody, SearchText } from './use-body-search.ts'

interface SearchBarProps {
  readonly search: SearchText
  readonly result: FoundInBody
  /** Grows each time somebody asks for the search: the field takes the focus again. */
  readonly asked: number
  onChange(search: SearchText): void
  onClose(): void
}

/** Looks for text in the body. Enter goes on, Shift and Enter back, Escape ends it. */
export function SearchBar({ search, result, asked, onChange, onClose }: SearchBarProps) {
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for anew, also while it is open
  useEffect(() => field.current?.select(), [asked])
  const { found, searching, error, at, step } = result
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const problem = error === null ? null : errorData(error)
  const nothing = found === null || found.matches.length === 0
  return (
    <search className={css.bar} aria-label="Search in the body">
      <TextInput
        ref={field}
        className={css.field ?? ''}
        aria-label="Search in the body"
        placeholder={search.regex ? 'Regular expression' : 'Text'}
        maxLength={1000}
        value={search.text}
        error={problem !== null}
        onChange={event => onChange({ ...search, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <Switch
        label="Match case"
        on={search.matchCase}
        icon={IconLetterCase}
        onToggle={() => onChange({ ...search, matchCase: !search.matchCase })}
      />
      <Switch
        label="Regular expression"
        on={search.regex}
        icon={IconRegex}
        onToggle={() => onChange({ ...search, regex: !search.regex })}
      />
      <span role="status" className={css.found} title={problem?.hint}>
        {problem !== null
          ? problem.message
          : searching
            ? 'Searching'
            : found !== null && foundText(found, at)}
      </span>
      <Button label="Previous match" icon={IconArrowUp} disabled={nothing} onClick={() => step(-1)} />
      <Button label="Next match" icon={IconArrowDown} disabled={nothing} onClick={() => step(1)} />
      <Button label="End the search" icon={IconX} disabled={false} onClick={onClose} />
    </search>
  )
}

interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly icon: typeof IconX
  onToggle(): void
}

function Switch({ label, on, icon: Icon, onToggle }: SwitchProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} aria-pressed={on} className={on ? css.on : undefined} onClick={onToggle}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

interface ButtonProps {
  readonly label: string
  readonly icon: typeof IconX
  readonly disabled: boolean
  onClick(): void
}

function Button({ label, icon: Icon, disabled, onClick }: ButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
