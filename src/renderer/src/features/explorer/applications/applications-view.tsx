import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ApplicationList } from '../../../../../shared/documents.ts'
import { errorData } from '../../../app/notice.ts'
import { applicationsQuery, useSettings } from '../../../app/queries.ts'
import { type ExplorerPlace, topPlace } from '../../../app/workspace.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SkeletonBar, usePatience } from '../../../ui/skeleton-rows.tsx'
import { ExtraKeys, OddData } from '../answer-notes.tsx'
import { FailedReading } from '../failed-reading.tsx'
import { LevelHeader } from '../level-header.tsx'
import { ApplicationCard } from './application-card.tsx'
import { ApplicationDrawer } from './application-drawer.tsx'
import css from './applications.module.css'
import { useRefused } from './use-refused.ts'

interface ApplicationsViewProps {
  readonly connectionId: string
  readonly place: ExplorerPlace
  onGo(place: ExplorerPlace): void
}

/** The applications that a connection reaches, as cards. */
export function ApplicationsView({ connectionId, place, onGo }: ApplicationsViewProps) {
  const { data, error, refetch } = useQuery(applicationsQuery(connectionId))
  const [detailsOf, setDetailsOf] = useState<string | null>(null)
  const opener = useRef<Element | null>(null)
  const close = (): void => {
    setDetailsOf(null)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }
  const detailed = data?.applications.find(({ id }) => id === detailsOf)
  return (
    <div className={css.view}>
      <LevelHeader
        connectionId={connectionId}
        place={place}
        view={{ view: 'applications', connectionId }}
        onGo={onGo}
        onRefresh={() => void refetch()}
      />
      <ExtraKeys meta={data?.meta} />
      <div className={css.split}>
        <div className={css.scroll}>
          {data !== undefined && (
            <Applications
              connectionId={connectionId}
              list={data}
              selected={detailsOf}
              onOpen={applicationId => onGo({ ...topPlace, applicationId })}
              onDetails={applicationId => {
                opener.current = document.activeElement
                setDetailsOf(applicationId)
              }}
            />
          )}
          {data === undefined && error === null && <GhostCards />}
          {data === undefined && error !== null && (
            <FailedReading
              connectionId={connectionId}
              error={errorData(error)}
              onRetry={() => void refetch()}
            />
          )}
        </div>
        {detailed !== undefined && (
          <ApplicationDrawer
            key={detailed.id}
            connectionId={connectionId}
            applicationId={detailed.id}
            name={detailed.name}
            onClose={close}
          />
        )}
      </div>
    </div>
  )
}

interface ApplicationsProps {
  readonly connectionId: string
  readonly list: ApplicationList
  readonly selected: string | null
  onOpen(applicationId: string): void
  onDetails(applicationId: string): void
}

function Applications({ connectionId, list, selected, onOpen, onDetails }: ApplicationsProps) {
  const { timeZone } = useSettings()
  const refused = useRefused(connectionId, list.applications)
  if (list.applications.length === 0 && list.odd === null) {
    return (
      <EmptyState hint="The credentials work. Whoever issued them decides which applications they open.">
        These credentials reach no application.
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={css.cards} aria-label="Applications">
        {list.applications.map(application => (
          <ApplicationCard
            key={application.id}
            application={application}
            refused={refused.has(application.id)}
            selected={selected === application.id}
            zone={timeZone}
            onOpen={() => onOpen(application.id)}
            onDetails={() => onDetails(application.id)}
          />
        ))}
      </ul>
      {list.odd !== null && (
        <OddData
          title="Not understood as applications"
          text="The API also answered with this where applications are expected. It is shown as it came."
          json={list.odd}
        />
      )}
    </>
  )
}

function GhostCards() {
  const late = usePatience(true)
  return (
    <div role="status" aria-label="Loading applications" className={css.cards}>
      {late &&
        [0, 1, 2].map(card => (
          <div key={card} className={css.ghost}>
            <SkeletonBar index={card} />
            <br />
            <SkeletonBar index={card + 3} />
          </div>
        ))}
    </div>
  )
}
