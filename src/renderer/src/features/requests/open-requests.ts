import { create } from 'zustand'
import type { ErrorData } from '../../../../shared/errors.ts'
import type {
  AnswerChanges,
  BuiltRequest,
  RequestProgress,
  SentRequest,
} from '../../../../shared/requests.ts'
import { invoke, listen } from '../../app/client.ts'
import { errorData, useNotice } from '../../app/notice.ts'

/** A request on its way. */
export interface Sending {
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  readonly phase: RequestProgress['phase']
  readonly bytes: number
}

/** A request of a tab, and what came of sending it. */
export interface OpenRequest {
  readonly request: BuiltRequest
  readonly sending: Sending | null
  /** The last answer; stays on screen while the next one is fetched, and when none comes. */
  readonly sent: SentRequest | null
  /** Why there was no answer to the last sending. */
  readonly error: ErrorData | null
  /** Seconds between the end of one sending and the next; null when it is not repeated. */
  readonly repeatSeconds: number | null
  /** What is different in the last answer of a repeated request; null before the second one. */
  readonly changes: AnswerChanges | null
  /** The write that somebody said yes to, as `writeOf` words it; null before. */
  readonly agreed: string | null
}

/** A request that nothing came of yet. */
export function newOpenRequest(request: BuiltRequest): OpenRequest {
  return {
    request,
    sending: null,
    sent: null,
    error: null,
    repeatSeconds: null,
    changes: null,
    agreed: null,
  }
}

interface OpenRequests {
  readonly byId: Readonly<Record<string, OpenRequest>>
  /** Starts with a request where the draft is not known yet. */
  begin(draftId: string, start: BuiltRequest): void
  change(draftId: string, patch: Partial<BuiltRequest>): void
  patch(draftId: string, patch: Partial<OpenRequest>): void
  forget(draftId: string): void
}

/** The requests of the open tabs. They outlive the views: a hidden tab goes on sending. */
export const useOpenRequests = create<OpenRequests>()(set => ({
  byId: {},
  begin: (draftId, request) =>
    set(({ byId }) =>
      byId[draftId] === undefined ? { byId: { ...byId, [draftId]: newOpenRequest(request) } } : {},
    ),
  change: (draftId, patch) =>
    set(({ byId }) => changed(byId, draftId, open => ({ request: { ...open.request, ...patch } }))),
  patch: (draftId, patch) => set(({ byId }) => changed(byId, draftId, () => patch)),
  forget: draftId => set(({ byId: { [draftId]: _gone, ...byId } }) => ({ byId })),
}))

function changed(
  byId: OpenRequests['byId'],
  draftId: string,
  how: (open: OpenRequest) => Partial<OpenRequest>,
): Partial<OpenRequests> {
  const open = byId[draftId]
  return open === undefined ? {} : { byId: { ...byId, [draftId]: { ...open, ...how(open) } } }
}

const underWay = new Map<string, AbortController>()

/** Sends the request of a draft; what comes of it is in the store. One at a time for each draft. */
export async function sendRequest(draftId: string, connectionId: string, confirmed: boolean): Promise<void> {
  const open = useOpenRequests.getState().byId[draftId]
  if (open === undefined || underWay.has(draftId)) return
  const { patch } = useOpenRequests.getState()
  const stop = new AbortController()
  underWay.set(draftId, stop)
  patch(draftId, { sending: { startedAt: Date.now(), phase: 'token', bytes: 0 } })
  const stopListening = listen('requestProgress', ({ draftId: of, phase, bytes }) => {
    const sending = useOpenRequests.getState().byId[of]?.sending
    if (of === draftId && sending != null) patch(draftId, { sending: { ...sending, phase, bytes } })
  })
  try {
    const input = { draftId, connectionId, request: open.request, confirmed }
    const sent = await invoke('requests.send', input, stop.signal)
    const before = useOpenRequests.getState().byId[draftId]
    const changes = before?.repeatSeconds == null ? null : await changesIn(before.sent, sent)
    closeResponse(before?.sent ?? null)
    // Its tab may have been closed in the meantime.
    if (useOpenRequests.getState().byId[draftId] === undefined) closeResponse(sent)
    patch(draftId, { sending: null, sent, error: null, changes })
  } catch (error) {
    patch(draftId, { sending: null, error: errorData(error), changes: null })
  } finally {
    stopListening()
    underWay.delete(draftId)
  }
}

/** What is different in the second of two answers; null where there is only one. */
async function changesIn(before: SentRequest | null, after: SentRequest): Promise<AnswerChanges | null> {
  if (before === null) return null
  try {
    return await invoke('requests.compare', { before: before.responseId, after: after.responseId })
  } catch (error) {
    // The answer itself is there and is shown.
    useNotice.getState().show(error)
    return null
  }
}

/** Ends the repeating of a request; one under way comes to its end. */
export function stopRepeating(draftId: string): void {
  useOpenRequests.getState().patch(draftId, { repeatSeconds: null, changes: null })
}

/** Gives up the sending of a draft. */
export function cancelRequest(draftId: string): void {
  underWay.get(draftId)?.abort()
}

/** Lets go of the body of an answer that nobody sees any more. */
export function closeResponse(sent: SentRequest | null): void {
  if (sent === null) return
  invoke('responses.close', { responseId: sent.responseId }).catch(useNotice.getState().show)
}
