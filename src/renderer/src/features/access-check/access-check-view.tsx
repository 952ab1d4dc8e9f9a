import { Button } from '@mantine/core'
import { IconRefresh, IconX } from '@tabler/icons-react'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CheckReport } from '../../../../shared/check.ts'
import type { Connection, SecretName } from '../../../../shared/connection.ts'
import { useCommand } from '../../app/commands/command-bus.ts'
import { openConnection } from '../../app/connection-actions.ts'
import { environmentName } from '../../app/environment-name.ts'
import { errorData } from '../../app/notice.ts'
import { useOnline } from '../../app/online.ts'
import { connectionsQuery } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { HeaderBar } from '../../ui/header-bar.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { relativeTime } from '../../ui/time/relative-time.ts'
import { useNow } from '../../ui/time/use-now.ts'
import styles from './access-check-view.module.css'
import { CheckAdvice } from './check-advice.tsx'
import { CheckBody } from './check-body.tsx'
import { CheckHeadline } from './check-headline.tsx'
import { CheckHistory } from './check-history.tsx'
import { type CheckRun, isCheckDue, runCheck, useCheckRuns } from './check-runs.ts'
import type { SecretPlaces } from './value-cards.tsx'

export interface AccessCheckViewProps {
  readonly connectionId: string
}

/** Says whether a connection works and, if not, which of its three values or which step is at fault. */
export function AccessCheckView({ connectionId }: AccessCheckViewProps) {
  const { data, error, refetch } = useQuery(connectionsQuery)
  const connection = data?.connections.find(({ id }) => id === connectionId)
  if (connection !== undefined) return <CheckOf connection={connection} />
  if (error !== null) {
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  if (data === undefined) return <SkeletonRows rows={6} label="Reading the connection" />
  return <EmptyState hint="It was deleted while this tab was open.">This connection is gone.</EmptyState>
}

function CheckOf({ connection }: { readonly connection: Connection }) {
  const { id } = connection
  const cache = useQueryClient()
  const report = useQuery<CheckReport>({ queryKey: queryKeys.check(id), queryFn: skipToken }).data
  const run = useCheckRuns(state => state.byConnection[id])
  const running = run?.state === 'running' || report?.finishedAt === null
  const due = isCheckDue(run, report, connection.updatedAt)
  useEffect(() => {
    if (due) void runCheck(cache, id)
  }, [due, cache, id])
  const again = (): void => void runCheck(cache, id)
  useCommand('refresh', again)
  return (
    <>
      <CheckHeader
        connection={connection}
        checkedAt={running ? null : (report?.startedAt ?? null)}
        running={running}
        onAgain={again}
        onCancel={run?.cancel}
      />
      <div className={styles.page}>
        <div className={styles.answer}>
          <RunNote run={run} />
          {report !== undefined && (
            <>
              <CheckHeadline report={report} large />
              <div className={styles.evidence}>
                <CheckBody key={report.id} report={report} secretsAre={whereSecretsAre(connection)} />
              </div>
            </>
          )}
          {report === undefined && running && (
            <SkeletonRows rows={6} rowHeight={48} label="Starting the check" />
          )}
          {report === undefined && run?.state === 'cancelled' && (
            <EmptyState action={<Button onClick={again}>Check access</Button>}>
              The check was cancelled.
            </EmptyState>
          )}
        </div>
        <aside aria-label="What to do" className={styles.side}>
          {report !== undefined && report.verdict !== null && <CheckAdvice report={report} />}
          <CheckHistory connectionId={id} />
        </aside>
      </div>
    </>
  )
}

interface CheckHeaderProps {
  readonly connection: Connection
  /** Null while there is nothing to say. */
  readonly checkedAt: string | null
  readonly running: boolean
  readonly onAgain: () => void
  readonly onCancel: (() => void) | undefined
}

function CheckHeader({ connection, checkedAt, running, onAgain, onCancel }: CheckHeaderProps) {
  const now = useNow(checkedAt !== null)
  const { id, customer, name, clientAuthentication, ephemeral } = connection
  const edit = (): void =>
    useWorkspace.getState().open({ kind: 'editor', connectionId: id, fromClipboard: false })
  return (
    <HeaderBar
      actions={
        <>
          {!ephemeral && <Button onClick={edit}>Edit connection</Button>}
          {running && onCancel !== undefined ? (
            <Button leftSection={<IconX size={14} aria-hidden />} onClick={onCancel}>
              Cancel
            </Button>
          ) : (
            <Button
              variant="filled"
              leftSection={<IconRefresh size={14} aria-hidden />}
              aria-keyshortcuts="F5"
              disabled={running}
              onClick={onAgain}
            >
              Check again
            </Button>
          )}
        </>
      }
    >
      <Crumbs
        crumbs={[
          ...(customer === '' ? [] : [{ text: customer }]),
          { text: name, onOpen: () => openConnection(id) },
        ]}
      />
      <span className={styles.tag}>{environmentName(connection)}</span>
      <span className={styles.tag}>{clientAuthentication}</span>
      {checkedAt !== null && <span className={styles.tag}>checked {relativeTime(checkedAt, now)}</span>}
    </HeaderBar>
  )
}

/** Why there is no new report, over the one from before. */
function RunNote({ run }: { readonly run: CheckRun | undefined }) {
  const online = useOnline()
  return (
    <>
      {!online && (
        <p role="status" className={styles.offline}>
          This computer has no network. Only servers on this computer can be reached.
        </p>
      )}
      {run?.error != null && <ErrorState error={run.error} />}
    </>
  )
}

function whereSecretsAre({ ephemeral, secretStorage, hasSecret }: Connection): SecretPlaces {
  const place = secretStorage === 'keychain' ? 'Stored in the keychain' : 'Kept for this session'
  const of = (name: SecretName): string => {
    if (ephemeral) return 'Of the demo cloud'
    return hasSecret[name] ? place : 'Not stored'
  }
  return { clientSecret: of('clientSecret'), apiKey: of('apiKey') }
}
