import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { errorData } from '../../../app/notice.ts'
import css from './search-bar.module.css'
import type { BodyFilter } from './use-body-filter.ts'

interface FilterBarProps {
  readonly path: string
  readonly filter: BodyFilter
  onChange(path: string): void
  onClose(): void
}

/** Shows of a JSON body only what a path selects, while it is typed. */
export function FilterBar({ path, filter, onChange, onClose }: FilterBarProps) {
  const { result, error, working } = filter
  const problem = error === null ? null : errorData(error)
  const count = result?.count ?? 0
  const words = `${count.toLocaleString('en-GB')} ${count === 1 ? 'value' : 'values'}`
  return (
    <div className={css.bar}>
      <TextInput
        className={css.field ?? ''}
        aria-label="JSONPath filter"
        placeholder="JSONPath, such as $.data[*].name"
        maxLength={1000}
        autoFocus
        value={path}
        error={problem !== null}
        onChange={event => onChange(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onClose()
        }}
      />
      <span role="status" className={css.found}>
        {problem !== null
          ? `${problem.message} ${problem.hint}`
          : working
            ? 'Filtering'
            : result !== null && words}
      </span>
      <Tooltip label="End the filter">
        <ActionIcon aria-label="End the filter" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
