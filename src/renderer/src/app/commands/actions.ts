import type { CommandId } from '../../../../shared/contract.ts'

export interface Action {
  readonly id: CommandId
  readonly title: string
  /** Default keys. `Mod` is Ctrl, and Command on a Mac; null when there are none. */
  readonly keys: string | null
  /** Heading in the shortcut sheet. */
  readonly group: 'General' | 'Tabs' | 'Connection' | 'Data'
}

type Entry = Omit<Action, 'id'>

/** Everything that menu, palette and keyboard can ask for: the one list of names and keys. */
const entries: Readonly<Record<CommandId, Entry>> = {
  palette: { title: 'Command palette', keys: 'Mod+K', group: 'General' },
  'new-connection': { title: 'New connection', keys: 'Mod+N', group: 'General' },
  'explore-demo': { title: 'Explore the demo cloud', keys: null, group: 'General' },
  desk: { title: 'Credential desk', keys: 'Mod+D', group: 'General' },
  'new-request': { title: 'New request', keys: 'Mod+Shift+N', group: 'General' },
  requests: { title: 'Requests', keys: 'Mod+Shift+R', group: 'General' },
  sql: { title: 'SQL', keys: 'Mod+Shift+S', group: 'General' },
  'open-file': { title: 'Open a file', keys: 'Mod+O', group: 'General' },
  settings: { title: 'Settings', keys: 'Mod+,', group: 'General' },
  shortcuts: { title: 'Keyboard shortcuts', keys: '?', group: 'General' },
  'toggle-theme': { title: 'Light or dark', keys: 'Mod+Shift+L', group: 'General' },
  'toggle-sidebar': { title: 'Sidebar', keys: 'Mod+B', group: 'General' },
  'close-tab': { title: 'Close tab', keys: 'Mod+W', group: 'Tabs' },
  'reopen-tab': { title: 'Reopen closed tab', keys: 'Mod+Shift+T', group: 'Tabs' },
  'next-tab': { title: 'Next tab', keys: 'Ctrl+Tab', group: 'Tabs' },
  'previous-tab': { title: 'Previous tab', keys: 'Ctrl+Shift+Tab', group: 'Tabs' },
  'check-connection': { title: 'Check access', keys: 'Mod+Shift+A', group: 'Connection' },
  'edit-connection': { title: 'Edit connection', keys: 'Mod+E', group: 'Connection' },
  token: { title: 'Token panel', keys: 'Mod+T', group: 'Connection' },
  refresh: { title: 'Refresh', keys: 'Mod+R', group: 'Data' },
  'go-to': { title: 'Go to ID or URL', keys: 'Mod+G', group: 'Data' },
}

export const actions: readonly Action[] = (Object.keys(entries) as CommandId[]).map(actionOf)

/** The action of a command. */
export function actionOf(id: CommandId): Action {
  return { id, ...entries[id] }
}
