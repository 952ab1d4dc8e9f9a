import { ActionIcon, Tooltip } from '@mantine/core'
import {
  IconDatabase,
  IconKey,
  IconListCheck,
  IconPencil,
  IconPlus,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconStack2,
  IconTable,
  IconTerminal2,
  IconX,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Mark } from '../../ui/mark.tsx'
import { runCommand } from '../commands/command-bus.ts'
import { useTabTitle } from '../tab-title.ts'
import { type Tab, type TabContent, useWorkspace } from '../workspace.ts'
import styles from './tab-strip.module.css'

const iconSize = { size: 14, 'aria-hidden': true } as const

function tabIcon(content: TabContent): ReactElement {
  switch (content.kind) {
    case 'welcome':
      return <Mark size={14} />
    case 'desk':
      return <IconListCheck {...iconSize} />
    case 'sql':
      return <IconTerminal2 {...iconSize} />
    case 'dataset':
      return <IconTable {...iconSize} />
    case 'settings':
      return <IconSettings {...iconSize} />
    case 'editor':
      return <IconPencil {...iconSize} />
    case 'check':
      return <IconShieldCheck {...iconSize} />
    case 'token':
      return <IconKey {...iconSize} />
    case 'request':
      return <IconSend {...iconSize} />
    case 'explorer':
      return content.place.collectionId === null ? (
        <IconStack2 {...iconSize} />
      ) : (
        <IconDatabase {...iconSize} />
      )
  }
}

export const tabDomId = (tab: Tab): string => `${tab.id}-tab`
export const panelDomId = (tab: Tab): string => `${tab.id}-panel`

/** How many tabs to the right (or left, when negative) a key goes; null for other keys. */
function stepFor(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return 1
  if (key === 'ArrowLeft') return -1
  if (key === 'Home') return -at
  return key === 'End' ? count - 1 - at : null
}

/** The open tabs in the title row. Arrow keys go along the strip, Delete and the middle button close a tab. */
export function TabStrip() {
  const tabs = useWorkspace(state => state.tabs)
  const activeId = useWorkspace(state => state.activeId)
  const step = useWorkspace(state => state.step)
  const close = useWorkspace(state => state.close)
  const strip = useRef<HTMLDivElement>(null)
  const focusFollows = useRef(false)

  useEffect(() => {
    const active = strip.current?.querySelector<HTMLElement>(`[data-tab="${activeId}"]`)
    if (focusFollows.current) active?.focus()
    focusFollows.current = false
    if (strip.current === null || active == null) return
    // At once, and again whenever the strip is given another width.
    const watch = new ResizeObserver(() => active.scrollIntoView({ inline: 'nearest', block: 'nearest' }))
    watch.observe(strip.current)
    return () => watch.disconnect()
  }, [activeId])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = tabs.findIndex(tab => tab.id === activeId)
    const by = stepFor(event.key, at, tabs.length)
    if (by === null && event.key !== 'Delete') return
    event.preventDefault()
    focusFollows.current = true
    if (by !== null) step(by)
    else if (activeId !== null) close(activeId)
  }

  return (
    <div className={styles.strip}>
      <div ref={strip} role="tablist" aria-label="Open tabs" className={styles.tabs} onKeyDown={onKeyDown}>
        {tabs.map(tab => (
          <TabHandle key={tab.id} tab={tab} active={tab.id === activeId} />
        ))}
      </div>
      <Tooltip label="New connection">
        <ActionIcon
          size="sm"
          className={styles.add}
          aria-label="New tab"
          onClick={() => runCommand('new-connection')}
        >
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function TabHandle({ tab, active }: { readonly tab: Tab; readonly active: boolean }) {
  const activate = useWorkspace(state => state.activate)
  const close = useWorkspace(state => state.close)
  const unsaved = useWorkspace(state => state.unsaved.has(tab.id))
  const title = useTabTitle(tab.content)
  return (
    <div className={classNames(styles.tab, active && styles.active)}>
      <button
        type="button"
        role="tab"
        id={tabDomId(tab)}
        data-tab={tab.id}
        aria-selected={active}
        aria-description={unsaved ? 'Not saved' : undefined}
        aria-keyshortcuts="Delete"
        aria-controls={active ? panelDomId(tab) : undefined}
        tabIndex={active ? 0 : -1}
        title={title}
        className={styles.handle}
        onClick={() => activate(tab.id)}
        onAuxClick={event => event.button === 1 && close(tab.id)}
      >
        {tabIcon(tab.content)}
        <span dir="auto" className={styles.title}>
          {title}
        </span>
      </button>
      {unsaved && <span aria-hidden className={styles.unsaved} />}
      <button
        type="button"
        className={styles.close}
        tabIndex={-1}
        // A list of tabs holds tabs alone; those who do not point close one with Delete or the shortcut.
        aria-hidden
        title={`Close ${title}`}
        onClick={() => close(tab.id)}
      >
        <IconX size={12} aria-hidden />
      </button>
    </div>
  )
}
