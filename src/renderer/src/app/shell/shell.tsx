import { ActionIcon, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconMoon, IconSun } from '@tabler/icons-react'
import { useState } from 'react'
import { Sidebar } from '../../features/sidebar/index.ts'
import { keysText } from '../../ui/key-hint.tsx'
import { actionOf } from '../commands/actions.ts'
import { runCommand } from '../commands/command-bus.ts'
import { useShortcuts } from '../commands/use-shortcuts.ts'
import { useWindowCommands } from '../commands/window-commands.ts'
import { useOpenConnections } from '../open-connections.ts'
import { useOpenDatasets } from '../open-datasets.ts'
import { usePasteAnywhere } from '../paste-anywhere.ts'
import { useChangeSettings, useSettings } from '../queries.ts'
import { useShownTheme } from '../shown-theme.ts'
import { useNarrowWindow } from '../window-width.ts'
import { MainSheet } from './main-sheet.tsx'
import { Palette } from './palette.tsx'
import styles from './shell.module.css'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { SidebarEdge } from './sidebar-edge.tsx'
import { StatusBar } from './status-bar.tsx'
import { TabStrip } from './tab-strip.tsx'

const onMac = /mac/i.test(navigator.platform)
const withKeys = (command: 'settings' | 'toggle-theme'): string => {
  const { title, keys } = actionOf(command)
  return keys === null ? title : `${title} (${keysText(keys)})`
}

/** The window: title row with the tabs, sidebar, the sheet, status bar. */
export function Shell() {
  const settings = useSettings()
  const change = useChangeSettings()
  const narrow = useNarrowWindow()
  const dark = useShownTheme() === 'dark'
  const [folded, setFolded] = useState(false)
  const [shortcutsOpen, setShortcutsOpen] = useState(false)
  const [width, setWidth] = useState<number | null>(null)
  useShortcuts(onMac)
  useOpenConnections()
  useOpenDatasets()
  usePasteAnywhere()
  useWindowCommands({
    showShortcuts: () => setShortcutsOpen(true),
    toggleSidebar: () => setFolded(was => !was),
    toggleTheme: () => change.mutate({ theme: dark ? 'light' : 'dark' }),
  })
  const rail = narrow || folded
  const sidebarWidth = rail ? 'var(--w-rail)' : `${width ?? settings.sidebarWidth}px`
  return (
    <div className={styles.window} style={{ '--w-side': sidebarWidth } as React.CSSProperties}>
      <aside aria-label="Sidebar" className={styles.sidebar}>
        <Sidebar rail={rail} />
        {!rail && (
          <SidebarEdge
            width={width ?? settings.sidebarWidth}
            onDrag={setWidth}
            onDone={sidebarWidth => {
              setWidth(null)
              change.mutate({ sidebarWidth })
            }}
          />
        )}
      </aside>
      <nav aria-label="Tabs and settings" className={styles.title}>
        <TabStrip />
        <Tooltip label={withKeys('toggle-theme')}>
          <ActionIcon
            className={styles.control}
            aria-label="Appearance"
            onClick={() => runCommand('toggle-theme')}
          >
            {dark ? <IconMoon size={16} aria-hidden /> : <IconSun size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={withKeys('settings')}>
          <ActionIcon className={styles.control} aria-label="Settings" onClick={() => runCommand('settings')}>
            <IconAdjustmentsHorizontal size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </nav>
      <MainSheet />
      <StatusBar />
      <Palette />
      <ShortcutSheet open={shortcutsOpen} onClose={() => setShortcutsOpen(false)} />
    </div>
  )
}
