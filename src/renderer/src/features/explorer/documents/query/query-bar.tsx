import { Button, TextInput, Tooltip } from '@mantine/core'
import { IconFilter, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, lazy, memo, type ReactNode, Suspense, useId, useMemo, useState } from 'react'
import type { DocumentQuery } from '../../../../../../shared/documents.ts'
import { keysText } from '../../../../ui/key-hint.tsx'
import type { CollectionPlace } from '../documents-place.ts'
import type { Completion } from './filter-completions.ts'
import css from './query-bar.module.css'
import { activeOptions, firstProblem, problemsOf, withoutOption } from './query-draft.ts'
import { QueryHistory } from './query-history.tsx'
import { QueryOptions } from './query-options.tsx'
import { useRested } from './use-rested.ts'

// The editor is 130 KB gzip: loaded when a query bar is first shown, while a plain field takes the typing.
const FilterEditor = lazy(async () => ({ default: (await import('./filter-editor.tsx')).FilterEditor }))

interface QueryBarProps {
  readonly place: CollectionPlace
  readonly draft: DocumentQuery
  readonly fields: readonly Completion[]
  /** Stands between the fields and the options. */
  readonly children: ReactNode
  onChange(change: Partial<DocumentQuery>): void
  onRun(query: DocumentQuery): void
}

/** What to ask of the collection. Checked while it is typed; a part with a mistake is never sent. */
export const QueryBar = memo(function QueryBar(props: QueryBarProps) {
  const { place, draft, fields, children, onChange, onRun } = props
  const problemId = useId()
  const problems = useMemo(() => problemsOf(draft), [draft])
  const problem = firstProblem(problems)
  const said = useRested(problem?.message ?? null)
  const run = (): void => {
    if (problem === null) onRun(draft)
  }
  const runOnKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.defaultPrevented) return
    const inField = event.target instanceof HTMLInputElement && event.target.type === 'text'
    if (event.ctrlKey || event.metaKey || inField) {
      event.preventDefault()
      run()
    }
  }
  return (
    <search className={css.frame} aria-label="Query" onKeyDown={runOnKey}>
      <div className={css.bar}>
        <div className={css.filter} data-invalid={problems.filter !== undefined}>
          <IconFilter size={14} stroke={1.6} className={css.filterIcon} aria-hidden />
          <FilterField
            value={draft.filter}
            fields={fields}
            invalid={problems.filter !== undefined}
            describedBy={problemId}
            onChange={filter => onChange({ filter })}
            onRun={run}
          />
          <QueryHistory place={place} onPick={onRun} />
        </div>
        <TextInput
          className={css.part ?? ''}
          aria-label="Sort"
          placeholder="Sort"
          title={draft.sort}
          value={draft.sort}
          error={problems.sort !== undefined}
          aria-describedby={problemId}
          onChange={event => onChange({ sort: event.currentTarget.value })}
        />
        <TextInput
          className={css.part ?? ''}
          aria-label="Projection"
          placeholder="Projection"
          title={draft.projection}
          value={draft.projection}
          error={problems.projection !== undefined}
          aria-describedby={problemId}
          onChange={event => onChange({ projection: event.currentTarget.value })}
        />
        {children}
        <QueryOptions draft={draft} onChange={onChange} onRun={run} />
        {activeOptions(draft).map(({ option, text }) => (
          <button
            key={option}
            type="button"
            className={`${css.chip} ${css.wide}`}
            aria-label={`Remove ${option}`}
            title={text}
            onClick={() => onRun(withoutOption(draft, option))}
          >
            <span>{text}</span>
            <IconX size={12} aria-hidden />
          </button>
        ))}
        <Tooltip label={`Run (${keysText('Mod+Enter')})`}>
          <Button
            variant="filled"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            disabled={problem !== null}
            onClick={run}
          >
            Run
          </Button>
        </Tooltip>
      </div>
      <p id={problemId} className={said === null ? undefined : css.problem} aria-live="polite">
        {said}
      </p>
    </search>
  )
})

interface FilterFieldProps {
  readonly value: string
  readonly fields: readonly Completion[]
  readonly invalid: boolean
  readonly describedBy: string
  onChange(value: string): void
  onRun(): void
}

/** The editor, and until it is loaded a plain field that hands focus and text over to it. */
function FilterField(props: FilterFieldProps) {
  const [typing, setTyping] = useState(false)
  const waiting = (
    <input
      className={css.waiting}
      aria-label="Filter"
      placeholder={'Filter, such as { "status": "open" }'}
      value={props.value}
      onChange={event => props.onChange(event.currentTarget.value)}
      onFocus={() => setTyping(true)}
      onBlur={event => {
        // Focus that leaves because the editor takes this field's place is not somebody leaving.
        if (event.relatedTarget !== null) setTyping(false)
      }}
    />
  )
  return (
    <Suspense fallback={waiting}>
      <FilterEditor {...props} autoFocus={typing} />
    </Suspense>
  )
}
