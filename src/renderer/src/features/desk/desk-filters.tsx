import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { VerdictTone } from '../../../../shared/check.ts'
import { toneWords } from '../../../../shared/verdict-words.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import styles from './desk-filters.module.css'
import type { DeskRow, RowFilter, Sort } from './desk-rows.ts'
import { FacetFilterButton } from './facet-filter.tsx'
import { GroupMenu } from './group-menu.tsx'
import type { Facet } from './row-facets.ts'

const tones: readonly VerdictTone[] = ['broken', 'expiring', 'works', 'checking', 'unknown']

interface DeskFiltersProps {
  readonly counts: Readonly<Record<VerdictTone, number>>
  readonly total: number
  readonly filter: RowFilter
  readonly rows: readonly DeskRow[]
  readonly now: number
  readonly grouping: Facet | null
  readonly onFilter: (filter: RowFilter) => void
  readonly onGroup: (grouping: Facet | null) => void
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

/** Chips by verdict with their counts, further filters, grouping, and search. */
export function DeskFilters(props: DeskFiltersProps) {
  const { counts, total, filter, onFilter } = props
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
      {tones.map(
        tone =>
          (tone !== 'checking' || counts.checking > 0 || filter.tone === tone) &&
          chip(tone, toneWords[tone], counts[tone]),
      )}
      <span className={styles.space} />
      <FacetFilterButton
        rows={props.rows}
        now={props.now}
        filter={filter.facets}
        onFilter={facets => onFilter({ ...filter, facets })}
      />
      <GroupMenu grouping={props.grouping} onGroup={props.onGroup} sort={props.sort} onSort={props.onSort} />
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
