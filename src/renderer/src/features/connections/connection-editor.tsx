import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { openConnection } from '../../app/connection-actions.ts'
import { errorData } from '../../app/notice.ts'
import { connectionsQuery } from '../../app/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ConnectionForm } from './connection-form.tsx'

export interface ConnectionEditorProps {
  readonly tabId: string
  /** Null for a new connection. */
  readonly connectionId: string | null
  readonly fromClipboard: boolean
  readonly importId: string | null
}

/** Adds or changes a connection. */
export function ConnectionEditor({ tabId, connectionId, fromClipboard, importId }: ConnectionEditorProps) {
  const { data, error, refetch } = useQuery(connectionsQuery)
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={8} rowHeight={48} label="Reading the connection" />
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  const connection = data.connections.find(({ id }) => id === connectionId) ?? null
  if (connectionId !== null && connection === null) {
    return <EmptyState hint="It was deleted while this tab was open.">This connection is gone.</EmptyState>
  }
  if (connection?.ephemeral === true) {
    return (
      <EmptyState
        hint="Its addresses end with the demo cloud. Add a connection of your own with the environment Demo cloud."
        action={<Button onClick={() => openConnection(connection.id)}>Open connection</Button>}
      >
        A connection of the demo cloud cannot be changed.
      </EmptyState>
    )
  }
  const customers = [...new Set(data.connections.map(({ customer }) => customer))]
    .filter(customer => customer !== '')
    .toSorted((a, b) => a.localeCompare(b))
  return (
    <ConnectionForm
      tabId={tabId}
      connection={connection}
      customers={customers}
      fromClipboard={fromClipboard}
      importId={importId}
    />
  )
}
