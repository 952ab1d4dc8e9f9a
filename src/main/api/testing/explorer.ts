import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '../../../shared/connection.ts'
import { emptyQuery } from '../../../shared/documents.ts'
import { type Api, createApi } from '../create-api.ts'
import type { DocumentsOf } from '../selection.ts'
import { type Bench, type Cloud, createBench } from './bench.ts'

/** A request as the demo cloud logged it. */
interface LoggedRequest {
  readonly host: string
  readonly method: string
}

/** The explorer's calls on a demo cloud, with the cloud's control endpoint at hand. */
export interface Explorer {
  readonly api: Api
  readonly bench: Bench
  /** A connection that works. */
  readonly connection: Connection
  /** For files of the test; goes with `close`. */
  readonly folder: string
  control(method: string, path: string, body?: unknown): Promise<unknown>
  /** Switches a fault of the API on. */
  fault(answer: unknown, more?: object): Promise<unknown>
  /** Runs something and gives the methods of the API requests that it made. */
  methodsOf(run: () => Promise<unknown>): Promise<readonly string[]>
  /** The collection of that name, in whichever application it is. */
  collection(name: string): Promise<DocumentsOf>
  close(): Promise<void>
}

export async function createExplorer(cloud: Cloud & { readonly controlUrl: string }): Promise<Explorer> {
  const bench = createBench(cloud)
  const connection = bench.connect('works')
  const folder = await mkdtemp(join(tmpdir(), 'explorer-'))
  const api = createApi({
    client: bench.client,
    now: Date.now,
    queriesFolder: join(folder, 'queries'),
    queryLimit: () => 30,
  })
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await fetch(`${cloud.controlUrl}/${path}`, {
      method,
      ...(body === undefined ? {} : json),
    })
    return response.json()
  }

  return {
    api,
    bench,
    connection,
    folder,
    control,
    fault: (answer, more = {}) => control('POST', 'faults', { host: 'api', answer, ...more }),
    async methodsOf(run) {
      await control('DELETE', 'requests')
      await run()
      const { requests } = (await control('GET', 'requests')) as {
        readonly requests: readonly LoggedRequest[]
      }
      return requests.filter(({ host }) => host === 'api').map(({ method }) => method)
    },
    async collection(name) {
      const { applications } = await api.applications(connection, {})
      for (const { id: applicationId } of applications) {
        const { collections } = await api.collections(connection, { applicationId })
        const found = collections.find(entry => entry.name === name)
        if (found !== undefined) return { applicationId, collectionId: found.id, query: emptyQuery }
      }
      throw new Error(`The demo cloud has no collection ${name}`)
    },
    async close() {
      await bench.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
