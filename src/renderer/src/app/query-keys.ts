import type { DocumentQuery } from '../../../shared/documents.ts'

/**
 * The names under which answers of main are kept. All that belongs to a connection starts with its own key, so that
 * `queryKeys.connection(id)` forgets or renews everything of it at once.
 */
export const queryKeys = {
  info: ['info'],
  settings: ['settings'],
  keychain: ['keychain'],
  connections: ['connections'],
  latestChecks: ['latest-checks'],
  datasets: ['datasets'],
  /** All that is known of what is in a dataset. */
  dataset: (datasetId: string) => ['dataset', datasetId] as const,
  bodyArrays: (responseId: string) => ['body-arrays', responseId] as const,
  sqlTables: ['sql-tables'],
  sqlConsole: ['sql-console'],
  /** Rows are in the process of SQL; what was fetched of an answer goes with it. */
  sqlResult: (resultId: string) => ['sql-result', resultId] as const,
  connection: (connectionId: string) => ['connection', connectionId] as const,
  token: (connectionId: string) => ['connection', connectionId, 'token'] as const,
  check: (connectionId: string) => ['connection', connectionId, 'check'] as const,
  checkHistory: (connectionId: string) => ['connection', connectionId, 'check-history'] as const,
  api: (connectionId: string) => ['connection', connectionId, 'api'] as const,
  applications: (connectionId: string) => ['connection', connectionId, 'api', 'applications'] as const,
  application: (connectionId: string, applicationId: string) =>
    ['connection', connectionId, 'api', 'application', applicationId] as const,
  collections: (connectionId: string, applicationId: string) =>
    ['connection', connectionId, 'api', 'collections', applicationId] as const,
  documents: (connectionId: string, applicationId: string, collectionId: string) =>
    ['connection', connectionId, 'api', 'documents', applicationId, collectionId] as const,
  block: (
    connectionId: string,
    applicationId: string,
    collectionId: string,
    query: DocumentQuery,
    block: number,
  ) => [...queryKeys.documents(connectionId, applicationId, collectionId), query, 'block', block] as const,
  count: (connectionId: string, applicationId: string, collectionId: string, query: DocumentQuery) =>
    [...queryKeys.documents(connectionId, applicationId, collectionId), query, 'count'] as const,
  requestHistory: (connectionId: string) => ['connection', connectionId, 'request-history'] as const,
  requestVariables: (connectionId: string) => ['connection', connectionId, 'request-variables'] as const,
  /** Texts that are made of a request: code, and how it would be sent. */
  /** What is in the workspace folder. */
  savedRequests: ['saved-requests'],
  savedRequest: (savedId: string) => ['saved-requests', savedId] as const,
  requestCode: ['request-code'],
  /** Bodies are in main; what was fetched of one goes with it. */
  response: (responseId: string) => ['response', responseId] as const,
  columnLayout: (connectionId: string, applicationId: string, collectionId: string) =>
    ['connection', connectionId, 'column-layout', applicationId, collectionId] as const,
  queryHistory: (connectionId: string, applicationId: string, collectionId: string) =>
    ['connection', connectionId, 'query-history', applicationId, collectionId] as const,
} as const
