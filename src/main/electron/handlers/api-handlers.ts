import { clipboard } from 'electron'
import type { Connection } from '../../../shared/connection.ts'
import type { Api } from '../../api/index.ts'
import type { Connections } from '../../connections/index.ts'
import type { Layouts } from '../../layouts/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

interface ApiHandlerParts {
  readonly connections: Connections
  readonly api: Api
  readonly layouts: Layouts
}

interface OnConnection {
  readonly connectionId: string
}
type ApiCalls = Pick<
  CallHandlers,
  Extract<keyof CallHandlers, `api.${string}` | `queries.${string}` | `layouts.${string}`>
>
/** Calls of the explorer: each looks up its connection and hands over to the API domain. */
export function apiHandlers({ connections, api, layouts }: ApiHandlerParts): ApiCalls {
  /** A call on a connection: looks it up and hands the rest of the input over. */
  function on<Input extends OnConnection, Output>(
    run: (
      connection: Connection,
      input: Omit<Input, 'connectionId'>,
      signal: AbortSignal,
    ) => Output | Promise<Output>,
  ) {
    return async (input: Input, { signal }: { readonly signal: AbortSignal }): Promise<Output> => {
      const { connectionId, ...rest } = input
      return run(await connections.get(connectionId), rest, signal)
    }
  }

  return {
    'api.applications': on(api.applications),
    'api.application': on(api.application),
    'api.revealParameter': on(api.revealParameter),
    'api.collections': on(api.collections),
    'api.documents': on(api.documents),
    'api.count': on(api.count),
    'api.document': on(api.document),
    'api.documentAt': on(api.documentAt),
    'api.jsonOf': on(api.jsonOf),
    'api.saveCsv': on(async (connection, input, signal) => {
      const path = await askWhereToSave(input.collectionId, 'csv')
      return path === null ? null : api.saveCsv(connection, input, path, signal)
    }),
    'api.copyCsv': on(async (connection, input, signal) => {
      const { text, rows } = await api.csvText(connection, input, signal)
      await clipboard.writeText(text)
      return { rows }
    }),
    'api.curl': async view => api.curl(await connections.get(view.connectionId), view),
    'api.locate': on(api.locate),
    'layouts.get': on(layouts.get),
    'layouts.set': on(async (connection, { layout, ...collection }) => {
      await layouts.set(connection, collection, layout)
      return null
    }),
    'queries.history': async ({ connectionId, ...input }) =>
      api.queryHistory(await connections.get(connectionId), input),
    'queries.remember': on(api.rememberQuery),
    'queries.clear': () => api.clearQueries(),
  }
}
