import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { restoreRequests } from '../../app/request-tabs.ts'
import { type TabContent, useWorkspace } from '../../app/workspace.ts'
import { cancelRequest, closeResponse, useOpenRequests } from './open-requests.ts'

/** Milliseconds of rest before what is typed goes to disk: a killed app loses no more than this. */
const restMs = 300
/** As many as the contract takes. */
const mostDrafts = 100

type RequestTab = Extract<TabContent, { kind: 'request' }>

function openTabs(): readonly RequestTab[] {
  return useWorkspace.getState().tabs.flatMap(({ content }) => (content.kind === 'request' ? [content] : []))
}

async function save(): Promise<void> {
  const { byId } = useOpenRequests.getState()
  const drafts = openTabs()
    .slice(-mostDrafts)
    .map(({ draftId, connectionId, start, savedId }) => ({
      draftId,
      connectionId,
      request: byId[draftId]?.request ?? start,
      savedId,
    }))
  try {
    await invoke('requests.saveDrafts', { drafts })
  } catch (error) {
    useNotice.getState().show(error)
  }
}

/** Lets go of the requests whose tabs were closed. */
function forgetClosed(): void {
  const open = new Set(openTabs().map(({ draftId }) => draftId))
  const { byId, forget } = useOpenRequests.getState()
  for (const [draftId, { sent }] of Object.entries(byId)) {
    if (open.has(draftId)) continue
    cancelRequest(draftId)
    closeResponse(sent)
    forget(draftId)
  }
}

let keeping = false

/** From now on what stands in the request tabs is kept over a restart. */
export function keepDrafts(): void {
  if (keeping) return
  keeping = true
  let timer: ReturnType<typeof setTimeout> | undefined
  // Not before those of the last run are open: they would be overwritten.
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void restoreRequests().then(save), restMs)
  }
  useOpenRequests.subscribe((now, before) => {
    const ids = Object.keys(now.byId)
    if (ids.some(id => now.byId[id]?.request !== before.byId[id]?.request)) saveSoon()
  })
  useWorkspace.subscribe((now, before) => {
    if (now.tabs === before.tabs) return
    forgetClosed()
    saveSoon()
  })
  saveSoon()
}
