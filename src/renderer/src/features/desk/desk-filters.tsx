import { TextInput } from '@mantine/core'
import { IconSearch, IconUsersGroup } from '@tabler/icons-react'
import type { VerdictTone } from '../../../../shared/check.ts'
import { toneWords } from '../../../../shared/verdict-words.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './desk-filters.module.css'
import type { RowFilter } from './desk-rows.ts'

const tones: readonly VerdictTone[] = ['broken', 'expiring', 'works', 'checking', 'unknown']

interface DeskFiltersProps {
  readonly counts: Readonly<Record<VerdictTone, number>>
  readonly total: number
  readonly filter: RowFilter
  readonly grouped: boolean
  readonly onFilter: (filter: RowFilter) => void
  readonly onGroup: (grouped: boolean) => void
}

/** Chips by verdict with their counts, grouping, and search. */
export function DeskFilters({ counts, total, filter, grouped, onFilter, onGroup }: DeskFiltersProps) {
  const chip = (tone: RowFilter['tone'], text: string, count: number) => (
    <button
      key={tone}
      type="button"
      aria-pressed={filter.tone === tone}
      className={styles.chip}
      onClick={() => onFilter({ ...filter, tone })}
    >
      {tone !== 'all' && <VerdictShape tone={tone} />}
      <span>{text}</span>
      <span className={styles.number}>{count}</span>
    </button>
  )
  return (
    <section aria-label="Filter" className={styles.filters}>
      {chip('all', 'All', total)}
      {tones.map(tone => chip(tone, toneWords[tone], counts[tone]))}
      <span className={styles.space} />
      <button
        type="button"
        aria-pressed={grouped}
        aria-label="Group by customer"
        title="Group by customer"
        className={styles.chip}
        onClick={() => onGroup(!grouped)}
      >
        <IconUsersGroup size={14} aria-hidden />
        <span className={styles.wide}>By customer</span>
      </button>
      <TextInput
        aria-label="Search the desk"
        placeholder="Customer, tag or client"
        className={styles.search ?? ''}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter.search}
        onChange={event => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={event => {
          if (event.key === 'Escape') onFilter({ ...filter, search: '' })
        }}
      />
    </section>
  )
}
