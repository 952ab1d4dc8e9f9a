import type { CheckReport } from '../../../shared/check.ts'
import type { Checks } from '../../checks/index.ts'
import type { Connections } from '../../connections/index.ts'
import type { CallHandlers } from '../call-registry.ts'

interface CheckParts {
  readonly connections: Connections
  readonly checks: Checks
  readonly onProgress: (report: CheckReport) => void
}

type CheckCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `checks.${string}`>>

/** Calls of the access check. */
export function checkHandlers({ connections, checks, onProgress }: CheckParts): CheckCalls {
  return {
    'checks.run': async ({ connectionId }, { signal }) =>
      checks.run(await connections.get(connectionId), signal, onProgress),
    'checks.runDraft': ({ connectionId, draftId, fields }, { signal }) =>
      checks.runDraft(
        fields,
        () => connections.credentialsOfDraft(draftId, connectionId, fields, signal),
        signal,
        onProgress,
      ),
    'checks.history': ({ connectionId }) => checks.history(connectionId),
    'checks.last': ({ connectionId }) => checks.last(connectionId),
    'checks.latest': () => checks.latest(),
  }
}
