import type { Dataset } from '../../../../../shared/datasets.ts'
import { type TabContent, topPlace } from '../../../app/workspace.ts'

/** Where a dataset is looked at: a collection where it can be compared with what the API has now. */
export function tabOf({ id, source }: Dataset, isConnected: boolean): TabContent {
  if (source.kind !== 'collection' || !isConnected) return { kind: 'dataset', datasetId: id }
  const { connectionId, applicationId, collectionId, query } = source
  return { kind: 'explorer', connectionId, place: { ...topPlace, applicationId, collectionId, query } }
}
