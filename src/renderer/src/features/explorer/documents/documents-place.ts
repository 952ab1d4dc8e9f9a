import type { DocumentQuery } from '../../../../../shared/documents.ts'

/** The collection whose documents are shown. */
export interface CollectionPlace {
  readonly connectionId: string
  readonly applicationId: string
  readonly collectionId: string
}

/** A question to a collection: what one list of documents answers. */
export interface DocumentsAsked extends CollectionPlace {
  readonly query: DocumentQuery
}
