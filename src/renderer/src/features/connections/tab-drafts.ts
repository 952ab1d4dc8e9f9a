import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useWorkspace } from '../../app/workspace.ts'

const drafts = new Map<string, Promise<string>>()

/**
 * The draft, on the main side, of the editor in a tab; opened when it is first needed. It lives as long as the tab
 * shows an editor, not as long as the component: a tab in the background runs no effects but keeps what is typed.
 */
export function draftOfTab(tabId: string): Promise<string> {
  const known = drafts.get(tabId)
  if (known !== undefined) return known
  const draft = invoke('drafts.open', {}).then(({ draftId }) => draftId)
  drafts.set(tabId, draft)
  draft.catch(() => drafts.delete(tabId))
  return draft
}

async function close(tabId: string, draft: Promise<string>): Promise<void> {
  drafts.delete(tabId)
  await invoke('drafts.close', { draftId: await draft })
}

useWorkspace.subscribe(({ tabs }) => {
  for (const [tabId, draft] of drafts) {
    const shown = tabs.find(tab => tab.id === tabId)
    if (shown?.content.kind !== 'editor') close(tabId, draft).catch(useNotice.getState().show)
  }
})
