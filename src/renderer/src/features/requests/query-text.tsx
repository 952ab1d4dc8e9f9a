import { useState } from 'react'
import { queryRows, queryText } from '../../../../shared/request-target.ts'
import type { FieldRow } from '../../../../shared/requests.ts'
import css from './build-pane.module.css'
import { CompletingInput } from './completing-input.tsx'

interface QueryTextProps {
  readonly rows: readonly FieldRow[]
  onChange(rows: readonly FieldRow[]): void
}

/** The rows of a query as one line of text; while somebody types, it stays as it is typed. */
export function QueryText({ rows, onChange }: QueryTextProps) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <CompletingInput
      className={css.queryText ?? ''}
      aria-label="Query as text"
      placeholder="name=value&name=value"
      value={typed ?? queryText(rows)}
      onChange={text => {
        setTyped(text)
        onChange(queryRows(text, rows))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
