import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { applicationsQuery, collectionsQuery, connectionsQuery } from '../../app/queries.ts'
import { type ExplorerPlace, topPlace } from '../../app/workspace.ts'
import type { Crumb } from '../../ui/crumbs.tsx'

/** The way down to a place, with names as far as they are known and IDs until then. */
export function useCrumbs(
  connectionId: string,
  place: ExplorerPlace,
  onGo: (place: ExplorerPlace) => void,
): readonly Crumb[] {
  const { applicationId, collectionId } = place
  const connection = useQuery(connectionsQuery).data?.connections.find(({ id }) => id === connectionId)
  const applications = useQuery(applicationsQuery(connectionId)).data?.applications
  const collections = useQuery({
    ...collectionsQuery(connectionId, applicationId ?? ''),
    enabled: applicationId !== null,
  }).data?.collections
  return useMemo(() => {
    const crumbs: Crumb[] = [{ text: connection?.name ?? 'Connection', onOpen: () => onGo(topPlace) }]
    if (applicationId === null) return crumbs
    const application = applications?.find(({ id }) => id === applicationId)
    const ofApplication = { ...topPlace, applicationId }
    crumbs.push({ text: application?.name ?? applicationId, onOpen: () => onGo(ofApplication) })
    if (collectionId === null) return crumbs
    const collection = collections?.find(({ id }) => id === collectionId)
    return [...crumbs, { text: collection?.name ?? collectionId }]
  }, [connection, applications, collections, applicationId, collectionId, onGo])
}
