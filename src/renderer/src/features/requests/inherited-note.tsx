import { IconKey, IconKeyOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection } from '../../../../shared/connection.ts'
import { requestTarget } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { tokenQuery } from '../../app/queries.ts'
import { SecretSlab } from '../../ui/secret-slab.tsx'
import { countdownText, secondsLeft } from '../../ui/time/countdown-text.ts'
import { useNow } from '../../ui/time/use-now.ts'
import css from './build-pane.module.css'

interface InheritedNoteProps {
  readonly connection: Connection
  readonly request: BuiltRequest
}

/** What the connection adds to the request, masked; or why it adds nothing. */
export function InheritedNote({ connection, request }: InheritedNoteProps) {
  const target = requestTarget(connection.apiBaseUrl, request)
  const elsewhere = target.ok && !target.ownHost
  if (elsewhere || !request.authorization) {
    return (
      <div className={css.inherited}>
        <p>
          <IconKeyOff size={14} aria-hidden />
          {elsewhere
            ? `Goes to ${new URL(target.url).host} without token and API Key: they are for ${new URL(connection.apiBaseUrl).host} alone.`
            : 'Sent without the authorization of the connection.'}
        </p>
      </div>
    )
  }
  return (
    <div className={css.inherited}>
      <p>
        <IconKey size={14} aria-hidden />
        Sent with it, from the connection
      </p>
      <code>
        Authorization Bearer <TokenSlab connectionId={connection.id} />
      </code>
      <code>
        x-api-key{' '}
        <SecretSlab>
          {connection.secretStorage === 'keychain' ? 'stored in the keychain' : 'kept for this session'}
        </SecretSlab>
      </code>
      {connection.extraHeaders.length > 0 && (
        <code>{connection.extraHeaders.map(({ name }) => name).join(', ')}</code>
      )}
    </div>
  )
}

function TokenSlab({ connectionId }: { readonly connectionId: string }) {
  const token = useQuery(tokenQuery(connectionId)).data
  const now = useNow(token?.state === 'valid')
  const left = token?.state === 'valid' ? secondsLeft(token.expiresAt, now) : null
  const words =
    left === null || left === 0 ? 'token, asked for when it is sent' : `token, ${countdownText(left)} left`
  return <SecretSlab>{words}</SecretSlab>
}
