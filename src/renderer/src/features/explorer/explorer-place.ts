import type { Place } from '../../../../shared/documents.ts'
import { type ExplorerPlace, topPlace } from '../../app/workspace.ts'

/** Where an ID or a URL leads, as the place of a tab. */
export function placeOf(found: Place): ExplorerPlace {
  switch (found.kind) {
    case 'applications':
      return topPlace
    case 'application':
    case 'collections':
      return { ...topPlace, applicationId: found.applicationId }
    case 'documents': {
      const { applicationId, collectionId, query } = found
      return { ...topPlace, applicationId, collectionId, query }
    }
    case 'document': {
      const { applicationId, collectionId, documentId } = found
      return { ...topPlace, applicationId, collectionId, documentId }
    }
  }
}
