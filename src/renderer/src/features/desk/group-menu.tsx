import { Menu } from '@mantine/core'
import { IconCheck, IconLayoutList } from '@tabler/icons-react'
import styles from './desk-filters.module.css'
import { type Facet, facets, facetWords } from './row-facets.ts'

interface GroupMenuProps {
  readonly grouping: Facet | null
  readonly onGroup: (grouping: Facet | null) => void
}

/** Chooses what the rows stand under. */
export function GroupMenu({ grouping, onGroup }: GroupMenuProps) {
  const said = grouping === null ? 'Group' : `By ${facetWords[grouping].toLowerCase()}`
  const entry = (facet: Facet | null, text: string) => (
    <Menu.Item
      key={text}
      leftSection={
        facet === grouping ? <IconCheck size={14} aria-hidden /> : <span className={styles.noMark} />
      }
      onClick={() => onGroup(facet)}
    >
      {text}
    </Menu.Item>
  )
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
        {entry(null, 'Not grouped')}
        <Menu.Divider />
        {facets.map(facet => entry(facet, facetWords[facet]))}
      </Menu.Dropdown>
    </Menu>
  )
}
