import { Button } from '@mantine/core'
import type { ErrorCode, ErrorData } from '../../../../shared/errors.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { ErrorState } from '../../ui/error-state/error-state.tsx'

/** Errors of which the access check can say which value or which step is at fault. */
const checkable: ReadonlySet<ErrorCode> = new Set([
  'invalid_client',
  'invalid_scope',
  'api_key_refused',
  'access_refused',
  'forbidden',
  'network_unreachable',
  'tls',
  'timeout',
  'malformed_response',
])

/** Errors that a new secret or another address can end. */
const mendable: ReadonlySet<ErrorCode> = new Set([
  'invalid_client',
  'invalid_scope',
  'api_key_refused',
  'network_unreachable',
  'keychain_unavailable',
  'keychain_locked',
])

interface FailedReadingProps {
  readonly connectionId: string
  readonly error: ErrorData
  onRetry(): void
}

/** What could not be read, in its place, with the ways to go on. */
export function FailedReading({ connectionId, error, onRetry }: FailedReadingProps) {
  const open = useWorkspace(workspace => workspace.open)
  return (
    <ErrorState error={error}>
      <Button onClick={onRetry}>Try again</Button>
      {checkable.has(error.code) && (
        <Button onClick={() => open({ kind: 'check', connectionId })}>Check access</Button>
      )}
      {mendable.has(error.code) && (
        <Button onClick={() => open({ kind: 'editor', connectionId, fromClipboard: false })}>
          Edit connection
        </Button>
      )}
    </ErrorState>
  )
}
