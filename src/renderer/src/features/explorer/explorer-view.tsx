import { useCallback } from 'react'
import { type ExplorerPlace, useWorkspace } from '../../app/workspace.ts'
import { ApplicationsView } from './applications/applications-view.tsx'
import { CollectionsView } from './collections/collections-view.tsx'
import { DocumentsView } from './documents/documents-view.tsx'

export interface ExplorerViewProps {
  readonly tabId: string
  readonly connectionId: string
  readonly place: ExplorerPlace
}

/** What a connection reaches: its applications, the collections of one, the documents of one. */
export function ExplorerView({ tabId, connectionId, place }: ExplorerViewProps) {
  const { applicationId, collectionId } = place
  const go = useCallback(
    (to: ExplorerPlace) =>
      useWorkspace.getState().replace(tabId, { kind: 'explorer', connectionId, place: to }),
    [tabId, connectionId],
  )
  if (applicationId === null) return <ApplicationsView connectionId={connectionId} place={place} onGo={go} />
  if (collectionId === null) {
    return (
      <CollectionsView
        key={applicationId}
        connectionId={connectionId}
        applicationId={applicationId}
        place={place}
        onGo={go}
      />
    )
  }
  return (
    <DocumentsView
      key={`${applicationId}/${collectionId}`}
      tabId={tabId}
      connectionId={connectionId}
      applicationId={applicationId}
      collectionId={collectionId}
      place={place}
      onGo={go}
    />
  )
}
