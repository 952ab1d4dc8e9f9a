import { Button, MultiSelect, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './desk-filters.module.css'
import { choicesOf, type FacetFilter, type FacetRow, facets, facetWords } from './row-facets.ts'

/** Choices that are shown at once; typing finds the others. */
const mostShown = 100

interface FacetFilterButtonProps {
  readonly rows: readonly FacetRow[]
  readonly now: number
  readonly filter: FacetFilter
  readonly onFilter: (filter: FacetFilter) => void
}

/** Asks for rows of some customers, verdicts, steps, environments, expiries or tags, or of several of these together. */
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
            <MultiSelect
              key={facet}
              label={facetWords[facet]}
              placeholder={filter[facet] === undefined ? 'Any' : ''}
              value={[...(filter[facet] ?? [])]}
              data={[...choicesOf(rows, facet, now)]}
              searchable
              classNames={{ inputField: styles.innerField ?? '' }}
              // The first one gets the focus with the popover; its choices would hide the others.
              openOnFocus={false}
              limit={mostShown}
              // Inside the popover, which closes at a click beside it.
              comboboxProps={{ withinPortal: false }}
              onChange={values => {
                const { [facet]: _, ...others } = filter
                onFilter(values.length === 0 ? others : { ...others, [facet]: values })
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
