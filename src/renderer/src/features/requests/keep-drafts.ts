import { ExplorerError } from '../../../../shared/errors.ts'
import { maxDrafts } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { hasWork, restoreRequests } from '../../app/request-tabs.ts'
import { requestTitle } from '../../app/request-title.ts'
import { type TabContent, useWorkspace } from '../../app/workspace.ts'
import { cancelRequest, closeResponse, useOpenRequests } from './open-requests.ts'
import { tellUndo } from './tell-undo.tsx'

/** Milliseconds of rest before what is typed goes to disk: a killed app loses no more than this. */
const restMs = 300

type RequestTab = Extract<TabContent, { kind: 'request' }>

function openTabs(): readonly RequestTab[] {
  return useWorkspace.getState().tabs.flatMap(({ content }) => (content.kind === 'request' ? [content] : []))
}

/** Drafts that cannot be kept as they stand, which was said once. */
let told: ReadonlySet<string> = new Set()

async function save(): Promise<void> {
  const { byId } = useOpenRequests.getState()
  const drafts = openTabs()
    .slice(-maxDrafts)
    .map(({ draftId, connectionId, start, savedId, savedVersion }) => ({
      draftId,
      connectionId,
      request: byId[draftId]?.request ?? start,
      savedId,
      savedVersion: savedVersion ?? null,
    }))
  try {
    const { notKept } = await invoke('requests.saveDrafts', { drafts })
    // One without a method is being typed.
    const bad = drafts.filter(
      ({ draftId, request }) => notKept.includes(draftId) && request.method.trim() !== '',
    )
    const fresh = bad.filter(({ draftId }) => !told.has(draftId))
    told = new Set(bad.map(({ draftId }) => draftId))
    if (fresh.length > 0) {
      const names = fresh.map(({ request }) => requestTitle(request)).join(', ')
      throw new ExplorerError('invalid_input', `${names} will not be kept as it is over a restart.`, {
        hint: 'Its body or another part is too long. What was kept of it before stays; the other requests are kept.',
      })
    }
  } catch (error) {
    useNotice.getState().show(error)
  }
}

/** Lets go of the requests whose tabs were closed; what was typed stays with the closed tab. */
function forgetClosed(): void {
  const open = new Set(openTabs().map(({ draftId }) => draftId))
  const { byId, forget } = useOpenRequests.getState()
  const { keepClosed, reopen } = useWorkspace.getState()
  for (const [draftId, { request, sent }] of Object.entries(byId)) {
    if (open.has(draftId)) continue
    cancelRequest(draftId)
    closeResponse(sent)
    forget(draftId)
    keepClosed(draftId, request)
    if (hasWork(request)) {
      tellUndo(`closed ${draftId}`, `Closed ${requestTitle(request)}.`, () => reopen(draftId))
    }
  }
}

let keeping = false

/** From now on what stands in the request tabs is kept over a restart. */
export function keepDrafts(): void {
  if (keeping) return
  keeping = true
  let timer: ReturnType<typeof setTimeout> | undefined
  // Not before those of the last run are open: they would be overwritten.
  const saveNow = (): void => {
    clearTimeout(timer)
    timer = undefined
    void restoreRequests().then(save)
  }
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(saveNow, restMs)
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
  // What was typed last need not have rested when the window closes.
  window.addEventListener('pagehide', () => {
    if (timer !== undefined) saveNow()
  })
  saveSoon()
}
