import { spotlight } from '@mantine/spotlight'
import { exploreDemo } from '../connection-actions.ts'
import { openFile } from '../dataset-tabs.ts'
import { useNotice } from '../notice.ts'
import { newRequest, showRequests } from '../request-tabs.ts'
import { useWorkspace } from '../workspace.ts'
import { useCommand } from './command-bus.ts'

interface OfTheShell {
  readonly showShortcuts: () => void
  readonly toggleSidebar: () => void
  readonly toggleTheme: () => void
}

/** The connection that the active tab is about. */
function activeConnectionId(): string | null {
  const { tabs, activeId } = useWorkspace.getState()
  const content = tabs.find(tab => tab.id === activeId)?.content
  return content !== undefined && 'connectionId' in content ? content.connectionId : null
}

function withConnection(then: (connectionId: string) => void): () => void {
  return () => {
    const connectionId = activeConnectionId()
    if (connectionId !== null) then(connectionId)
  }
}

/** Takes the commands that are about the window as a whole. */
export function useWindowCommands({ showShortcuts, toggleSidebar, toggleTheme }: OfTheShell): void {
  const { open, close, reopen, step } = useWorkspace.getState()
  useCommand('new-connection', () => open({ kind: 'editor', connectionId: null, fromClipboard: false }))
  useCommand('explore-demo', () => void exploreDemo().catch(useNotice.getState().show))
  useCommand('desk', () => open({ kind: 'desk' }))
  useCommand('palette', () => spotlight.toggle())
  useCommand('new-request', newRequest)
  useCommand('requests', showRequests)
  useCommand('sql', () => open({ kind: 'sql', datasetId: null }))
  useCommand('open-file', () => void openFile().catch(useNotice.getState().show))
  useCommand('settings', () => open({ kind: 'settings' }))
  useCommand('shortcuts', showShortcuts)
  useCommand('toggle-theme', toggleTheme)
  useCommand('toggle-sidebar', toggleSidebar)
  useCommand('close-tab', () => {
    const { activeId } = useWorkspace.getState()
    if (activeId !== null) close(activeId)
  })
  useCommand('reopen-tab', () => reopen())
  useCommand('next-tab', () => step(1))
  useCommand('previous-tab', () => step(-1))
  useCommand(
    'check-connection',
    withConnection(connectionId => open({ kind: 'check', connectionId })),
  )
  useCommand(
    'edit-connection',
    withConnection(connectionId => open({ kind: 'editor', connectionId, fromClipboard: false })),
  )
  useCommand(
    'token',
    withConnection(connectionId => open({ kind: 'token', connectionId })),
  )
}
