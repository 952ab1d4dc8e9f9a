import { ActionIcon, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { CallInput } from '../../../../shared/contract.ts'
import { useCommand } from '../../app/commands/command-bus.ts'
import type { ExplorerPlace } from '../../app/workspace.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { CopyAsCurl } from './copy-as-curl.tsx'
import { GoTo } from './go-to.tsx'
import { OpenAsRequest } from './open-as-request.tsx'
import { useCrumbs } from './use-crumbs.ts'

interface LevelHeaderProps {
  readonly connectionId: string
  readonly place: ExplorerPlace
  readonly view: CallInput<'requests.fromView'>
  /** Further buttons. */
  readonly children?: ReactNode
  onGo(place: ExplorerPlace): void
  onRefresh(): void
}

/** The header of the levels above the documents. */
export function LevelHeader({ connectionId, place, view, children, onGo, onRefresh }: LevelHeaderProps) {
  const crumbs = useCrumbs(connectionId, place, onGo)
  useCommand('refresh', onRefresh)
  return (
    <HeaderBar
      actions={
        <>
          <GoTo connectionId={connectionId} place={place} onGo={onGo} />
          {children}
          <CopyAsCurl view={view} />
          <OpenAsRequest view={view} />
          <Tooltip label="Refresh, F5">
            <ActionIcon aria-label="Refresh" onClick={onRefresh}>
              <IconRefresh size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      <Crumbs crumbs={crumbs} />
    </HeaderBar>
  )
}
