import { Button } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CollectionList } from '../../../../../shared/documents.ts'
import { errorData } from '../../../app/notice.ts'
import { applicationsQuery, collectionsQuery } from '../../../app/queries.ts'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { ExtraKeys, OddData } from '../answer-notes.tsx'
import { ApplicationDrawer } from '../applications/application-drawer.tsx'
import layout from '../applications/applications.module.css'
import { FailedReading } from '../failed-reading.tsx'
import { LevelHeader } from '../level-header.tsx'
import css from './collections.module.css'

interface CollectionsViewProps {
  readonly connectionId: string
  readonly applicationId: string
  readonly place: ExplorerPlace
  onGo(place: ExplorerPlace): void
}

/** The collections of an application. */
export function CollectionsView({ connectionId, applicationId, place, onGo }: CollectionsViewProps) {
  const { data, error, refetch } = useQuery(collectionsQuery(connectionId, applicationId))
  const application = useQuery(applicationsQuery(connectionId)).data?.applications.find(
    ({ id }) => id === applicationId,
  )
  const [details, setDetails] = useState(false)
  const detailsButton = useRef<HTMLButtonElement>(null)
  return (
    <div className={layout.view}>
      <LevelHeader
        connectionId={connectionId}
        place={place}
        view={{ view: 'collections', connectionId, applicationId }}
        onGo={onGo}
        onRefresh={() => void refetch()}
      >
        <Button
          ref={detailsButton}
          aria-expanded={details}
          leftSection={<IconListDetails size={14} aria-hidden />}
          onClick={() => setDetails(!details)}
        >
          Details
        </Button>
      </LevelHeader>
      <ExtraKeys meta={data?.meta} />
      <div className={layout.split}>
        <div className={layout.scroll}>
          {data !== undefined && (
            <Collections
              list={data}
              onOpen={collectionId => onGo({ ...place, collectionId, query: null, documentId: null })}
            />
          )}
          {data === undefined && error === null && <SkeletonRows rows={8} label="Loading collections" />}
          {data === undefined && error !== null && (
            <FailedReading
              connectionId={connectionId}
              error={errorData(error)}
              onRetry={() => void refetch()}
            />
          )}
        </div>
        {details && (
          <ApplicationDrawer
            connectionId={connectionId}
            applicationId={applicationId}
            name={application?.name ?? applicationId}
            onClose={() => {
              setDetails(false)
              detailsButton.current?.focus()
            }}
          />
        )}
      </div>
    </div>
  )
}

interface CollectionsProps {
  readonly list: CollectionList
  onOpen(collectionId: string): void
}

function Collections({ list, onOpen }: CollectionsProps) {
  if (list.collections.length === 0 && list.odd === null) {
    return <EmptyState>This application has no collections.</EmptyState>
  }
  return (
    <>
      {list.collections.length > 0 && (
        <table className={css.list} aria-label="Collections">
          <thead>
            <tr>
              <th scope="col" className={css.name}>
                Name
              </th>
              <th scope="col">Description</th>
              <th scope="col" className={css.idColumn}>
                ID
              </th>
            </tr>
          </thead>
          <tbody>
            {list.collections.map(collection => (
              <tr key={collection.id}>
                <td>
                  <button
                    type="button"
                    className={css.open}
                    title={collection.name}
                    onClick={() => onOpen(collection.id)}
                  >
                    {collection.name}
                  </button>
                </td>
                <td title={collection.description ?? undefined}>{collection.description}</td>
                <td>
                  <span className={css.id}>
                    <span data-mono title={collection.id}>
                      {collection.id}
                    </span>
                    <CopyButton text={collection.id} label={`Copy ID of ${collection.name}`} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.odd !== null && (
        <OddData
          title="Not understood as collections"
          text="The API also answered with this where collections are expected. It is shown as it came."
          json={list.odd}
        />
      )}
    </>
  )
}
