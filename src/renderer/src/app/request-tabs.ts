import { type BuiltRequest, emptyRequest } from '../../../shared/requests.ts'
import { invoke } from './client.ts'
import { useNotice } from './notice.ts'
import { requestTitle } from './request-title.ts'
import { type TabContent, useWorkspace } from './workspace.ts'

/** Opens a request in a tab of its own. */
export function openRequest(
  connectionId: string | null,
  start: BuiltRequest,
  draftId: string = crypto.randomUUID(),
  savedId: string | null = null,
  savedVersion: string | null = null,
): void {
  const title = requestTitle(start)
  useWorkspace
    .getState()
    .openAnother({ kind: 'request', connectionId, draftId, start, title, savedId, savedVersion })
}

/** A new request on the connection that is looked at, with the IDs of the place in the explorer. */
export function newRequest(): void {
  const { tabs, activeId } = useWorkspace.getState()
  const content = tabs.find(tab => tab.id === activeId)?.content
  const connectionId = content !== undefined && 'connectionId' in content ? content.connectionId : null
  openRequest(connectionId, startAt(content))
}

/** Goes to the request that was opened last, or makes the first one. */
export function showRequests(): void {
  const { tabs, activate } = useWorkspace.getState()
  const last = tabs.findLast(tab => tab.content.kind === 'request')
  if (last === undefined) newRequest()
  else activate(last.id)
}

/** Paths that a new request begins with. */
const startPaths: readonly string[] = [
  '/access',
  '/{ApplicationID}/collections',
  '/{ApplicationID}/collections/{CollectionID}/documents',
]

/** Whether there is more in a request than in a new one; IDs are chosen again in no time. */
export function hasWork(request: BuiltRequest): boolean {
  const { values: _ids, path, ...rest } = request
  const { values: _noIds, path: _noPath, ...emptyRest } = emptyRequest
  const isAsNew = (Object.keys(emptyRest) as (keyof typeof emptyRest)[]).every(
    key => JSON.stringify(rest[key]) === JSON.stringify(emptyRest[key]),
  )
  return !isAsNew || rest.sending !== undefined || !startPaths.includes(path)
}

function startAt(content: TabContent | undefined): BuiltRequest {
  const place = content?.kind === 'explorer' ? content.place : null
  const { applicationId = null, collectionId = null, documentId = null } = place ?? {}
  const ids = { ApplicationID: applicationId, CollectionID: collectionId, DocumentID: documentId }
  const known = applicationId === null ? '/access' : '/{ApplicationID}/collections'
  return {
    method: 'GET',
    path: collectionId === null ? known : '/{ApplicationID}/collections/{CollectionID}/documents',
    values: Object.entries(ids).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
    query: [],
    headers: [],
    body: { kind: 'none', text: '', fields: [] },
    authorization: true,
  }
}

let restored: Promise<void> | null = null

/** Opens the requests that were open when the app ended; once, however often it is asked for. */
export function restoreRequests(): Promise<void> {
  restored ??= invoke('requests.drafts', {})
    .then(drafts => {
      const before = useWorkspace.getState()
      for (const { draftId, connectionId, request, savedId, savedVersion } of drafts) {
        openRequest(connectionId, request, draftId, savedId ?? null, savedVersion ?? null)
      }
      // Somebody may have opened something else in the meantime: that stays in front.
      const wasBusy = before.tabs.some(tab => tab.content.kind !== 'welcome')
      if (wasBusy && before.activeId !== null) useWorkspace.getState().activate(before.activeId)
    })
    .catch(useNotice.getState().show)
  return restored
}
