import type { BuiltRequest } from '../../../../shared/requests.ts'
import { hasWork, openRequest } from '../../app/request-tabs.ts'
import { requestTitle } from '../../app/request-title.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { useOpenRequests } from './open-requests.ts'
import { tellUndo } from './tell-undo.tsx'

/**
 * Puts a request from elsewhere (template, history, curl) in the place of the one in a tab. Where that held work, it
 * can be had back: in its place, or in a tab of its own when somebody went on with the other one meanwhile.
 */
export function takeOver(
  draftId: string,
  before: BuiltRequest,
  taken: Partial<BuiltRequest>,
  onChange: (patch: Partial<BuiltRequest>) => void,
): void {
  onChange(taken)
  if (!hasWork(before)) return
  const after = requestOf(draftId)
  tellUndo(`replaced ${draftId}`, `${requestTitle(before)} was replaced.`, () =>
    putBack(draftId, before, after),
  )
}

function putBack(draftId: string, before: BuiltRequest, after: BuiltRequest | undefined): void {
  const { patch } = useOpenRequests.getState()
  const { tabs, activate } = useWorkspace.getState()
  const tab = tabs.find(({ content }) => content.kind === 'request' && content.draftId === draftId)
  if (tab !== undefined && after !== undefined && requestOf(draftId) === after) {
    patch(draftId, { request: before })
    activate(tab.id)
    return
  }
  openRequest(tab?.content.kind === 'request' ? tab.content.connectionId : null, before)
}

function requestOf(draftId: string): BuiltRequest | undefined {
  return useOpenRequests.getState().byId[draftId]?.request
}
