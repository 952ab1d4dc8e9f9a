import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { DocumentQuery } from '../../../../../../shared/documents.ts'
import css from './query-bar.module.css'
import { activeOptions } from './query-draft.ts'

interface QueryOptionsProps {
  readonly draft: DocumentQuery
  onChange(change: Partial<DocumentQuery>): void
  onRun(): void
}

/** The documented parameters beside filter, sort and projection. */
export function QueryOptions({ draft, onChange, onRun }: QueryOptionsProps) {
  const active = activeOptions(draft).length
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          aria-label={active === 0 ? 'Options' : `Options ${active} active`}
          leftSection={<IconAdjustmentsHorizontal size={14} aria-hidden />}
        >
          <span className={css.wide}>Options</span>
          {active > 0 && <span>&nbsp;{active}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Options">
        <form
          className={css.options}
          onSubmit={event => {
            event.preventDefault()
            onRun()
          }}
        >
          <TextInput
            label="q"
            description="The API documents this parameter without saying what it matches."
            value={draft.q}
            onChange={event => onChange({ q: event.currentTarget.value })}
            data-autofocus
          />
          <TextInput
            label="search"
            description="Text to look for."
            value={draft.search}
            onChange={event => onChange({ search: event.currentTarget.value })}
          />
          <Checkbox
            label={<span className={css.optionName}>foreignkeys</span>}
            description="Ask for referenced documents in place of their keys."
            checked={draft.foreignkeys}
            onChange={event => onChange({ foreignkeys: event.currentTarget.checked })}
          />
          <Checkbox
            label={<span className={css.optionName}>hidesystemflags</span>}
            description="Leave out the fields that start with an underscore."
            checked={draft.hidesystemflags}
            onChange={event => onChange({ hidesystemflags: event.currentTarget.checked })}
          />
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
