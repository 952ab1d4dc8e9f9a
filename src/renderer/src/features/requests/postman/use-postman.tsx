import { type ReactNode, useState } from 'react'
import type { PostmanExport, PostmanImport } from '../../../../../shared/postman.ts'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { useChangeSaved } from '../saved/use-saved-requests.ts'
import { templates } from '../templates.ts'
import { ImportOutcome } from './import-outcome.tsx'
import { tellExported } from './tell-exported.ts'

/** Collections of Postman, in and out. `dialog` tells what came in; it has to be drawn. */
export interface PostmanActions {
  takeIn(connectionId: string | null): Promise<void>
  exportFolder(connectionId: string | null, folder: string): Promise<void>
  /** One request as a collection of its own. */
  exportRequest(connectionId: string, name: string, request: BuiltRequest): Promise<void>
  /** Every endpoint of the API that is known. */
  exportTemplates(connectionId: string | null): Promise<void>
  readonly dialog: ReactNode
}

/** Characters of a name that a collection takes. */
const longestName = 120

export function usePostman(): PostmanActions {
  const change = useChangeSaved()
  const [outcome, setOutcome] = useState<PostmanImport | null>(null)
  const write = async (
    connectionId: string | null,
    name: string,
    source: PostmanExport['source'],
  ): Promise<void> => {
    if (connectionId === null) return
    const done = await change('postman.export', { connectionId, name, source })
    if (done !== null) tellExported(done.path)
  }
  return {
    takeIn: async connectionId => {
      if (connectionId === null) return
      setOutcome(await change('postman.import', { connectionId }))
    },
    exportFolder: (connectionId, folder) =>
      write(connectionId, folder.split('/').at(-1) || 'Saved requests', { kind: 'folder', folder }),
    exportRequest: (connectionId, title, request) => {
      const name = title.trim().slice(0, longestName)
      const requests = [{ folder: '', name, request }]
      return write(connectionId, name, { kind: 'requests', requests })
    },
    exportTemplates: connectionId =>
      write(connectionId, 'Weightron.Cloud API', {
        kind: 'requests',
        requests: templates.map(({ name, group, request }) => ({
          folder: group,
          name,
          request: { values: [], headers: [], authorization: true, ...request },
        })),
      }),
    dialog: outcome !== null && <ImportOutcome outcome={outcome} onClose={() => setOutcome(null)} />,
  }
}
