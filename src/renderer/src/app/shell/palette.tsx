import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { KeyHint } from '../../ui/key-hint.tsx'
import { type Action, actions } from '../commands/actions.ts'
import { runCommand } from '../commands/command-bus.ts'
import { openConnection } from '../connection-actions.ts'
import { connectionsQuery } from '../queries.ts'
import { useTabTitles } from '../tab-title.ts'
import { useWorkspace } from '../workspace.ts'
import styles from './palette.module.css'

/** Commands that need a connection in the active tab; without one they are left out. */
const aboutConnection: readonly Action['group'][] = ['Connection', 'Data']

/** Everything that can be asked for, by name: commands, connections, open tabs. */
export function Palette() {
  const tabs = useWorkspace(state => state.tabs)
  const active = useWorkspace(state => state.tabs.find(tab => tab.id === state.activeId))
  const titles = useTabTitles(tabs)
  const connections = useQuery(connectionsQuery).data?.connections ?? []
  const content = active?.content
  // A new connection in the editor is none yet.
  const hasConnection = content !== undefined && 'connectionId' in content && content.connectionId !== null
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Commands',
      actions: actions
        .filter(action => action.id !== 'palette')
        .filter(action => hasConnection || !aboutConnection.includes(action.group))
        .map(action => ({
          id: action.id,
          label: action.title,
          rightSection: action.keys === null ? undefined : <KeyHint keys={action.keys} />,
          onClick: () => void runCommand(action.id),
        })),
    },
    {
      group: 'Connections',
      actions: connections.map(connection => ({
        id: connection.id,
        label: connection.name,
        description: connection.customer,
        keywords: [...connection.tags],
        onClick: () => openConnection(connection.id),
      })),
    },
    {
      group: 'Open tabs',
      actions: tabs.map((tab, index) => ({
        id: tab.id,
        label: titles[index] ?? '',
        rightSection: <IconChevronRight size={14} aria-hidden />,
        onClick: () => useWorkspace.getState().activate(tab.id),
      })),
    },
  ]
  return (
    <Spotlight
      actions={groups.filter(group => group.actions.length > 0)}
      shortcut={null}
      highlightQuery={false}
      limit={30}
      scrollable
      centered={false}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      maxHeight={420}
      radius="lg"
      size={560}
      nothingFound="Nothing has that name."
      searchProps={{
        variant: 'unstyled',
        'aria-label': 'Command palette',
        placeholder: 'Search commands, connections and tabs',
        leftSection: <IconSearch size={16} aria-hidden />,
        autoFocus: true,
      }}
      overlayProps={{ backgroundOpacity: 0.2 }}
      // At once, and faded in by the style sheet: with a transition the first letters of a fast typist went elsewhere.
      transitionProps={{ duration: 0 }}
      classNames={{
        content: styles.content ?? '',
        search: styles.search ?? '',
        actionsList: styles.list ?? '',
        actionsGroup: styles.group ?? '',
        action: styles.action ?? '',
        actionLabel: styles.label ?? '',
        actionDescription: styles.description ?? '',
        empty: styles.empty ?? '',
      }}
    />
  )
}
