import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { CommandId } from '../../shared/contract.ts'

/**
 * The application menu. Its accelerators are shown, not registered: the window's own key handler serves them, so
 * that a key does the same thing whether a menu bar is there or not.
 */
export function setMenu(send: (command: CommandId) => void, isMac: boolean): void {
  const entry = (label: string, command: CommandId, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(command),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        entry('New connection', 'new-connection', 'CmdOrCtrl+N'),
        entry('Open a file', 'open-file', 'CmdOrCtrl+O'),
        entry('New request', 'new-request', 'CmdOrCtrl+Shift+N'),
        entry('Explore the demo cloud', 'explore-demo'),
        separator,
        entry('Settings', 'settings', 'CmdOrCtrl+,'),
        entry('Close tab', 'close-tab', 'CmdOrCtrl+W'),
        entry('Reopen closed tab', 'reopen-tab', 'CmdOrCtrl+Shift+T'),
        separator,
        // The role's own key closes the window, and that key is for the tab.
        isMac ? { role: 'close', accelerator: 'Shift+Cmd+W' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        entry('Command palette', 'palette', 'CmdOrCtrl+K'),
        entry('Credential desk', 'desk', 'CmdOrCtrl+D'),
        entry('SQL', 'sql', 'CmdOrCtrl+Shift+S'),
        entry('Refresh', 'refresh', 'CmdOrCtrl+R'),
        entry('Go to ID or URL', 'go-to', 'CmdOrCtrl+G'),
        separator,
        entry('Light or dark', 'toggle-theme'),
        entry('Sidebar', 'toggle-sidebar', 'CmdOrCtrl+B'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    isMac ? { role: 'windowMenu' } : { label: 'Window', submenu: [{ role: 'minimize' }] },
    { role: 'help', submenu: [entry('Keyboard shortcuts', 'shortcuts', '?')] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
