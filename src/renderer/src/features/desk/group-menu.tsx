import { Menu } from '@mantine/core'
import { IconCheck, IconLayoutList } from '@tabler/icons-react'
import styles from './desk-filters.module.css'
import type { Sort } from './desk-rows.ts'
import { type Facet, facets, facetWords } from './row-facets.ts'

interface GroupMenuProps {
  readonly grouping: Facet | null
  readonly onGroup: (grouping: Facet | null) => void
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

/** Chooses what the rows stand under; and the one order for which there is no column. */
export function GroupMenu({ grouping, onGroup, sort, onSort }: GroupMenuProps) {
  const said = grouping === null ? 'Group' : `By ${facetWords[grouping].toLowerCase()}`
  const entry = (text: string, isChosen: boolean, choose: () => void) => (
    <Menu.Item
      key={text}
      leftSection={isChosen ? <IconCheck size={14} aria-hidden /> : <span className={styles.noMark} />}
      onClick={choose}
    >
      {text}
    </Menu.Item>
  )
  const byEnvironment = sort.column === 'environment'
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <button
          type="button"
          className={styles.chip}
          aria-pressed={grouping !== null}
          aria-label={grouping === null ? said : `Group: ${said}`}
          title="Group"
        >
          <IconLayoutList size={14} aria-hidden />
          <span className={styles.wide}>{said}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Group by">
        {entry('Not grouped', grouping === null, () => onGroup(null))}
        <Menu.Divider />
        {facets.map(facet => entry(facetWords[facet], facet === grouping, () => onGroup(facet)))}
        <Menu.Divider />
        {entry('Sort by environment', byEnvironment, () =>
          onSort({ column: 'environment', descending: byEnvironment && !sort.descending }),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
