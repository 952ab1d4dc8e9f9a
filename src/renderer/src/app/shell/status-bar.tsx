import { IconRefresh, IconWifiOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Connection } from '../../../../shared/connection.ts'
import { CountdownRuler } from '../../ui/countdown/countdown-ruler.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { secondsLeft } from '../../ui/time/countdown-text.ts'
import { relativeTime } from '../../ui/time/relative-time.ts'
import { useNow } from '../../ui/time/use-now.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { useActivity } from '../activity.ts'
import { useDataRefresh } from '../data-refresh.ts'
import { environmentName, intervalText } from '../environment-name.ts'
import { useOnline } from '../online.ts'
import { connectionsQuery, tokenQuery } from '../queries.ts'
import { useWorkspace } from '../workspace.ts'
import styles from './status-bar.module.css'
import { DeskRunStatus } from './status-bar-desk-run.tsx'
import { LoadStatus } from './status-bar-load.tsx'
import { tokenWords } from './token-words.ts'

/** The line at the foot of the window: the token of what is looked at, refreshing, calls under way, where to. */
export function StatusBar() {
  const active = useWorkspace(state => state.tabs.find(tab => tab.id === state.activeId))
  const connectionId =
    active !== undefined && 'connectionId' in active.content ? active.content.connectionId : null
  const connections = useQuery(connectionsQuery).data?.connections
  const connection = connections?.find(({ id }) => id === connectionId)
  const inFlight = useActivity(state => state.inFlight)
  const online = useOnline()
  return (
    <footer className={styles.bar}>
      <DeskRunStatus atDesk={active?.content.kind === 'desk'} />
      <LoadStatus inFront={active?.content} />
      {connection === undefined ? (
        <span className={styles.quiet}>No connection selected</span>
      ) : (
        <TokenStatus connection={connection} />
      )}
      {active !== undefined && <RefreshStatus tabId={active.id} />}
      <span className={styles.space} />
      {!online && (
        <span className={styles.item} title="This machine has no network. The demo cloud still works.">
          <IconWifiOff size={14} aria-hidden />
          Offline
        </span>
      )}
      {inFlight > 0 && (
        <span className={styles.item}>
          {inFlight} {inFlight === 1 ? 'request' : 'requests'} in flight
        </span>
      )}
      {connection === undefined ? (
        <span className={styles.quiet}>
          Press <KeyHint keys="?" /> for shortcuts
        </span>
      ) : (
        <span className={styles.quiet} title={connection.apiBaseUrl}>
          {environmentName(connection)}
        </span>
      )}
    </footer>
  )
}

function TokenStatus({ connection }: { readonly connection: Connection }) {
  const open = useWorkspace(state => state.open)
  const token = useQuery(tokenQuery(connection.id)).data
  const now = useNow(token?.state === 'valid')
  const left = secondsLeft(token?.expiresAt ?? null, now)
  const { tone, text } = tokenWords(token?.state, left)
  const counts = token?.state === 'valid' && left !== null && left > 0
  return (
    <>
      <button
        type="button"
        className={styles.token}
        title={token?.error?.message ?? 'Open the token panel'}
        onClick={() => open({ kind: 'token', connectionId: connection.id })}
      >
        <VerdictShape tone={tone} />
        {text}
      </button>
      {counts && (
        <CountdownRuler label="Token ends in" seconds={left} lifetime={token.lifetimeSeconds ?? left} />
      )}
    </>
  )
}

function RefreshStatus({ tabId }: { readonly tabId: string }) {
  const refresh = useDataRefresh(state => state.byTab[tabId])
  const updatedAt = refresh?.updatedAt ?? null
  const now = useNow(updatedAt !== null)
  if (refresh === undefined) return null
  return (
    <>
      {refresh.intervalMs !== null && (
        <span className={styles.item}>
          <IconRefresh size={14} aria-hidden />
          Refresh data: {intervalText(refresh.intervalMs)}
        </span>
      )}
      {updatedAt !== null && (
        <span className={styles.updated}>Updated {relativeTime(new Date(updatedAt).toISOString(), now)}</span>
      )}
    </>
  )
}
