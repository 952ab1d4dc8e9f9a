import { type Connection, connectionFieldsSchema } from '../../shared/connection.ts'
import type { Connections, Drafts } from '../connections/index.ts'

interface Change {
  readonly addTags: readonly string[]
  /** Null: stays as it is. */
  readonly customer: string | null
}

/**
 * Adds tags to connections or moves them to a customer, without touching their secrets. Those of the demo cloud
 * cannot be changed and are left out; the answer says how many were changed.
 */
export async function changeConnections(
  { connections, drafts }: { readonly connections: Connections; readonly drafts: Drafts },
  ids: readonly string[],
  change: Change,
): Promise<number> {
  let changed = 0
  const { draftId } = drafts.open()
  try {
    for (const id of ids) {
      const connection = await connections.get(id)
      if (connection.ephemeral) continue
      await connections.save({
        connectionId: id,
        draftId,
        fields: changedFields(connection, change),
        secretStorage: connection.secretStorage,
      })
      changed++
    }
  } finally {
    drafts.close(draftId)
  }
  return changed
}

function changedFields(connection: Connection, { addTags, customer }: Change) {
  const fields = Object.fromEntries(
    Object.entries(connection).filter(([name]) => name in connectionFieldsSchema.shape),
  )
  return connectionFieldsSchema.parse({
    ...fields,
    tags: [...new Set([...connection.tags, ...addTags])].slice(0, 20),
    customer: customer ?? connection.customer,
  })
}
