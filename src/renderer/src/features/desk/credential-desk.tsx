import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { runCommand } from '../../app/commands/command-bus.ts'
import { errorData } from '../../app/notice.ts'
import { connectionsQuery } from '../../app/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import styles from './credential-desk.module.css'
import { DeskBoard } from './desk-board.tsx'
import { ImportButton } from './desk-header.tsx'
import { loadDesk, useDesk } from './desk-state.ts'
import { ImportView } from './import/import-view.tsx'
import { UnfinishedStrips } from './import/unfinished-strips.tsx'

/** All connections as one table: which work, which do not and why, and runs of the access check over many. */
export function CredentialDesk() {
  const { data, error, refetch } = useQuery(connectionsQuery)
  const loaded = useDesk(state => state.loaded)
  const deskError = useDesk(state => state.error)
  const preview = useDesk(state => state.preview)
  useEffect(() => {
    if (!loaded) void loadDesk()
  }, [loaded])

  if (preview !== null) return <ImportView preview={preview} />
  const failed = error === null ? deskError : errorData(error)
  if (failed !== null) {
    const again = (): void => void (error === null ? loadDesk() : refetch())
    return (
      <ErrorState error={failed}>
        <Button onClick={again}>Try again</Button>
      </ErrorState>
    )
  }
  if (data === undefined || !loaded) return <SkeletonRows rows={12} label="Reading the connections" />
  if (data.connections.length === 0) return <NoConnections />
  return <DeskBoard connections={data.connections} />
}

function NoConnections() {
  return (
    <div className={styles.desk}>
      <UnfinishedStrips />
      <EmptyState
        hint="Import a list of customers from CSV, JSON, a Postman environment or a .env file, or add them one by one."
        action={
          <span className={styles.choices}>
            <ImportButton primary />
            <Button onClick={() => runCommand('new-connection')}>New connection</Button>
          </span>
        }
      >
        The credential desk shows for every connection whether it works. There is none yet.
      </EmptyState>
    </div>
  )
}
