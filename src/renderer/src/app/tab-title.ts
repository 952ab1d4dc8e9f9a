import { useQuery, useQueryClient } from '@tanstack/react-query'
import { applicationsQuery, collectionsQuery, connectionsQuery, datasetsQuery } from './queries.ts'
import type { Tab, TabContent } from './workspace.ts'

interface Names {
  readonly connection: string | null
  readonly application: string | null
  readonly collection: string | null
  readonly dataset: string | null
}

/** The title of a tab: the most particular name that is known. */
export function tabTitle(content: TabContent, names: Names): string {
  const connection = names.connection ?? 'connection'
  switch (content.kind) {
    case 'welcome':
      return 'Welcome'
    case 'desk':
      return 'Credential desk'
    case 'sql':
      return 'SQL'
    case 'dataset':
      return names.dataset ?? 'Dataset'
    case 'settings':
      return 'Settings'
    case 'request':
      return content.title
    case 'editor':
      return content.connectionId === null ? 'New connection' : `Edit ${connection}`
    case 'check':
      return `${connection}: access check`
    case 'token':
      return `${connection}: token`
    case 'explorer': {
      const { applicationId, collectionId } = content.place
      if (collectionId !== null) return names.collection ?? collectionId
      return applicationId === null ? connection : (names.application ?? applicationId)
    }
  }
}

interface Ids {
  readonly connectionId: string
  readonly applicationId: string
  readonly collectionId: string
}

/** What a tab is about; empty where it is about nothing of the kind. */
function idsOf(content: TabContent): Ids {
  const place = content.kind === 'explorer' ? content.place : null
  return {
    connectionId: 'connectionId' in content ? (content.connectionId ?? '') : '',
    applicationId: place?.applicationId ?? '',
    collectionId: place?.collectionId ?? '',
  }
}

function nameOf(list: readonly { readonly id: string; readonly name: string }[] | undefined, id: string) {
  return list?.find(entry => entry.id === id)?.name ?? null
}

/** The title of a tab with the names that were fetched already; asks for nothing. */
export function useTabTitle(content: TabContent): string {
  const { connectionId, applicationId, collectionId } = idsOf(content)
  const connections = useQuery(connectionsQuery).data
  const applications = useQuery({ ...applicationsQuery(connectionId), enabled: false }).data
  const datasetId = content.kind === 'dataset' ? content.datasetId : ''
  const datasets = useQuery({ ...datasetsQuery, enabled: datasetId !== '' }).data
  const collections = useQuery({ ...collectionsQuery(connectionId, applicationId), enabled: false }).data
  return tabTitle(content, {
    connection: nameOf(connections?.connections, connectionId),
    application: nameOf(applications?.applications, applicationId),
    collection: nameOf(collections?.collections, collectionId),
    dataset: nameOf(datasets, datasetId),
  })
}

/** Titles of many tabs, with the names known at this moment. */
export function useTabTitles(tabs: readonly Tab[]): readonly string[] {
  const cache = useQueryClient()
  return tabs.map(({ content }) => {
    const { connectionId, applicationId, collectionId } = idsOf(content)
    const applications = cache.getQueryData(applicationsQuery(connectionId).queryKey)
    const collections = cache.getQueryData(collectionsQuery(connectionId, applicationId).queryKey)
    return tabTitle(content, {
      connection: nameOf(cache.getQueryData(connectionsQuery.queryKey)?.connections, connectionId),
      application: nameOf(applications?.applications, applicationId),
      collection: nameOf(collections?.collections, collectionId),
      dataset: nameOf(
        cache.getQueryData(datasetsQuery.queryKey),
        content.kind === 'dataset' ? content.datasetId : '',
      ),
    })
  })
}
