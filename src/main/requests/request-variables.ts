import { z } from 'zod'
import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { type Variable, type VariableScopes, variablesSchema } from '../../shared/variables.ts'
import { looksSecret } from '../api/index.ts'
import { createJsonFile } from '../files/index.ts'

const fileSchema = z.strictObject({
  version: z.literal(1),
  everywhere: variablesSchema,
  connections: z.record(z.string(), variablesSchema),
})

/** The variables of requests: those of each connection, and those for all. None of them is a secret. */
export interface RequestVariables {
  list(connection: Connection): Promise<VariableScopes>
  /** Throws `invalid_input` for what looks like a secret, and for what cannot be kept: too many, or a name twice. */
  save(connection: Connection, scopes: VariableScopes): Promise<void>
  /** Drops what is kept of a connection that was removed. */
  forget(connectionId: string): Promise<void>
}

export interface RequestVariablesParts {
  readonly path: string
  /** Removes secret values that the app knows of, and what is plainly one. */
  readonly scrub: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Keeps variables in one private file; those of an ephemeral connection in memory only. */
export function createRequestVariables({ path, scrub, now }: RequestVariablesParts): RequestVariables {
  const inMemory = new Map<string, readonly Variable[]>()
  const empty = { version: 1 as const, everywhere: [], connections: {} }
  const file = createJsonFile({ path, schema: fileSchema, empty, now })

  return {
    async list({ id, ephemeral }) {
      const { everywhere, connections } = await file.read()
      return { everywhere, connection: (ephemeral ? inMemory.get(id) : connections[id]) ?? [] }
    },
    async save({ id, ephemeral }, { everywhere, connection }) {
      for (const list of [everywhere, connection]) refuseUnkept(list)
      for (const variable of [...everywhere, ...connection]) refuseSecret(variable, scrub)
      if (ephemeral) inMemory.set(id, connection)
      await file.change(({ connections }) => ({
        version: 1,
        everywhere: [...everywhere],
        connections: ephemeral ? connections : { ...connections, [id]: [...connection] },
      }))
    },
    async forget(connectionId) {
      inMemory.delete(connectionId)
      if ((await file.read()).connections[connectionId] === undefined) return
      await file.change(({ connections: { [connectionId]: _gone, ...connections }, ...rest }) => ({
        ...rest,
        connections,
      }))
    },
  }
}

function refuseUnkept(list: readonly Variable[]): void {
  const [issue] = variablesSchema.safeParse(list).error?.issues ?? []
  if (issue !== undefined) throw new ExplorerError('invalid_input', issue.message)
}

function refuseSecret({ name, value }: Variable, scrub: (text: string) => string): void {
  if (value === '' || (!looksSecret(name) && scrub(value) === value)) return
  throw new ExplorerError('invalid_input', `The variable ${name} looks like a secret and was not saved.`, {
    hint: 'Variables stand in plain files. Client Secret and API Key belong into the connection, which keeps them in the keychain and sends them by itself.',
  })
}
