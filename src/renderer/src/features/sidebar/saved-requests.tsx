import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useWorkspace } from '../../app/workspace.ts'
import { RequestsEntry } from './requests-entry.tsx'
import styles from './sidebar-entry.module.css'

const SavedPanel = lazy(async () => ({ default: (await import('../requests/saved.ts')).SavedPanel }))

/** The way to the requests; under it, while one is looked at or when asked for, those that are saved. */
export function RequestsWithSaved() {
  const [asked, setAsked] = useState<boolean | null>(null)
  const atRequests = useWorkspace(
    state => state.tabs.find(tab => tab.id === state.activeId)?.content.kind === 'request',
  )
  const open = asked ?? atRequests
  return (
    <>
      <div className={styles.withToggle}>
        <RequestsEntry />
        <ActionIcon
          size="xs"
          variant="subtle"
          className={styles.toggle ?? ''}
          aria-label="Show saved requests"
          aria-expanded={open}
          onClick={() => setAsked(!open)}
        >
          {open ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />}
        </ActionIcon>
      </div>
      {open && (
        <Suspense>
          <SavedPanel />
        </Suspense>
      )}
    </>
  )
}
