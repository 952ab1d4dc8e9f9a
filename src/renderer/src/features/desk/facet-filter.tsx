import { Button, NativeSelect, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './desk-filters.module.css'
import { choicesOf, type FacetFilter, type FacetRow, facets, facetWords } from './row-facets.ts'

interface FacetFilterButtonProps {
  readonly rows: readonly FacetRow[]
  readonly now: number
  readonly filter: FacetFilter
  readonly onFilter: (filter: FacetFilter) => void
}

/** Asks for rows of one customer, verdict, step, environment, expiry or tag, or of several of these together. */
export function FacetFilterButton({ rows, now, filter, onFilter }: FacetFilterButtonProps) {
  const [opened, setOpened] = useState(false)
  const count = Object.keys(filter).length
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={count > 0}
          aria-label={count === 0 ? 'Filter' : `Filter ${count}`}
          title="Filter"
          onClick={() => setOpened(!opened)}
        >
          <IconFilter size={14} aria-hidden />
          <span className={styles.wide}>Filter</span>
          {count > 0 && <span className={styles.number}>{count}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter by" className={styles.facets ?? ''}>
        {opened &&
          facets.map(facet => (
            <NativeSelect
              key={facet}
              label={facetWords[facet]}
              value={filter[facet] ?? ''}
              data={[{ value: '', label: 'Any' }, ...choicesOf(rows, facet, now)]}
              onChange={event => {
                const { [facet]: _, ...others } = filter
                const { value } = event.currentTarget
                onFilter(value === '' ? others : { ...others, [facet]: value })
              }}
            />
          ))}
        <Button disabled={count === 0} onClick={() => onFilter({})}>
          Clear
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
