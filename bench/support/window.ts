import {
  addConnection,
  type ConnectionToAdd,
  type Explorer,
  launchExplorer,
} from '../../e2e/support/explorer.ts'
import type { ExplorerBridge } from '../../src/shared/contract.ts'

/** What a page of the app has, for functions that run there. */
export type AppPage = { readonly explorer: ExplorerBridge }

/** The built app in a window, on data and a keychain of its own. */
export interface AppWindow extends Explorer {
  /** Saves a connection as a person does, and gives its id. */
  readonly connect: (connection: Omit<ConnectionToAdd, 'name'>) => Promise<string>
}

/** Opens the app that `npm run build` made. */
export async function openWindow(): Promise<AppWindow> {
  const explorer = await launchExplorer()
  const { page } = explorer
  return {
    ...explorer,
    async connect(connection) {
      const name = 'Measured'
      await addConnection(page, { ...connection, name })
      const id = await page.evaluate(async wanted => {
        const answer = await (globalThis as unknown as AppPage).explorer.connections.list({})
        return answer.ok ? answer.value.connections.find(({ name }) => name === wanted)?.id : undefined
      }, name)
      if (id === undefined) throw new Error('The connection was not saved.')
      return id
    },
  }
}
