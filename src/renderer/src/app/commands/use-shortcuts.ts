import { useEffect } from 'react'
import { useWorkspace } from '../workspace.ts'
import { actions } from './actions.ts'
import { runCommand } from './command-bus.ts'
import { actionFor, tabIndexFor } from './key-match.ts'

/** Whether keys typed there are text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target.isContentEditable
}

/** Listens for the shortcuts of the whole window. Keys without a modifier belong to a field that has the focus. */
export function useShortcuts(mac: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const { tabs, activate } = useWorkspace.getState()
      const tab = tabs[tabIndexFor(event, tabs.length, mac) ?? -1]
      if (tab !== undefined) {
        event.preventDefault()
        activate(tab.id)
        return
      }
      const action =
        event.key === 'F5' ? { id: 'refresh' as const, keys: 'F5' } : actionFor(event, actions, mac)
      if (action === undefined || (action.keys === '?' && takesText(event.target))) return
      event.preventDefault()
      runCommand(action.id)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [mac])
}
