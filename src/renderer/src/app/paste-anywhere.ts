import { useEffect } from 'react'
import { takesText } from './commands/use-shortcuts.ts'
import { useWorkspace } from './workspace.ts'

/**
 * Pasting outside a field opens the connection editor, which asks main to read the clipboard. The page never looks
 * at what was pasted: it may hold secrets.
 */
export function usePasteAnywhere(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || takesText(event.target)) return
      if (document.querySelector('[role="dialog"]') !== null) return
      const { tabs, activeId, open } = useWorkspace.getState()
      const active = tabs.find(tab => tab.id === activeId)
      if (active?.content.kind === 'editor') return
      event.preventDefault()
      open({ kind: 'editor', connectionId: null, fromClipboard: true })
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
