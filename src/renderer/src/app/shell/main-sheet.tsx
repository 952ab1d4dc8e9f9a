import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Activity, Suspense } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { runCommand } from '../commands/command-bus.ts'
import { useNotice } from '../notice.ts'
import { TabView } from '../tab-view.tsx'
import { useWorkspace } from '../workspace.ts'
import { FaultBarrier } from './fault-barrier.tsx'
import styles from './main-sheet.module.css'
import { panelDomId, tabDomId } from './tab-strip.tsx'

/**
 * What the active tab shows. The others keep their state (what is typed, how far it is scrolled) but run nothing:
 * React stops the effects of a hidden `Activity`.
 */
export function MainSheet() {
  const tabs = useWorkspace(state => state.tabs)
  const activeId = useWorkspace(state => state.activeId)
  return (
    <main className={styles.sheet}>
      <Notice />
      {tabs.length === 0 && <NothingOpen />}
      {tabs.map(tab => (
        <Activity key={tab.id} mode={tab.id === activeId ? 'visible' : 'hidden'}>
          <div role="tabpanel" id={panelDomId(tab)} aria-labelledby={tabDomId(tab)} className={styles.panel}>
            <FaultBarrier>
              <Suspense fallback={<SkeletonRows rows={6} label="Opening" />}>
                <TabView tab={tab} />
              </Suspense>
            </FaultBarrier>
          </div>
        </Activity>
      ))}
    </main>
  )
}

function NothingOpen() {
  return (
    <EmptyState
      hint="Choose a connection in the sidebar, or add one."
      action={<Button onClick={() => runCommand('new-connection')}>New connection</Button>}
    >
      Nothing is open.
    </EmptyState>
  )
}

function Notice() {
  const error = useNotice(state => state.error)
  const dismiss = useNotice(state => state.dismiss)
  if (error === null) return null
  return (
    <div className={styles.notice}>
      <InlineError error={error}>
        <ActionIcon size="xs" aria-label="Dismiss" onClick={dismiss}>
          <IconX size={12} aria-hidden />
        </ActionIcon>
      </InlineError>
    </div>
  )
}
