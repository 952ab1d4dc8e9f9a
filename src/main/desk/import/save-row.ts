import {
  type Connection,
  type ConnectionFields,
  connectionFieldsSchema,
  type SecretStorage,
  secretNames,
} from '../../../shared/connection.ts'
import type { ListColumn } from '../../../shared/desk.ts'
import { ExplorerError } from '../../../shared/errors.ts'
import { type Connections, type Drafts, isKeychainError } from '../../connections/index.ts'
import { type HeldRow, withState } from './held-rows.ts'

interface RowStores {
  readonly connections: Pick<Connections, 'save'>
  readonly drafts: Drafts
}

/** The row after it was tried; the connection where it was saved. */
export interface RowOutcome {
  readonly row: HeldRow
  readonly connection: Connection | null
}

/**
 * Saves one row as a connection, a new one or `saved`, which is complete when this is done. A row that cannot be saved
 * says why; an error of the keychain is thrown, as it would be that of every row.
 */
export async function saveRow(
  { connections, drafts }: RowStores,
  row: HeldRow,
  saved: Connection | undefined,
  secretStorage: SecretStorage,
): Promise<RowOutcome> {
  const { content } = row
  if (content === null) return { row, connection: null }
  const { draftId } = drafts.open()
  try {
    for (const name of secretNames) drafts.setSecret(draftId, name, content.secrets[name] ?? '')
    const connection = await connections.save({
      connectionId: saved?.id ?? null,
      draftId,
      fields: saved === undefined ? content.fields : merged(saved, row, content.fields),
      secretStorage,
    })
    return { row: withState(row, saved === undefined ? 'added' : 'updated', ''), connection }
  } catch (error) {
    if (isKeychainError(error) || !(error instanceof ExplorerError)) throw error
    return { row: withState(row, 'failed', `${error.message} ${error.hint}`.trim()), connection: null }
  } finally {
    drafts.close(draftId)
  }
}

/** What a row says of a known connection; what it leaves out stays, and so does what lists cannot say. */
function merged(saved: Connection, { cells }: HeldRow, fields: ConnectionFields): ConnectionFields {
  const said = (column: ListColumn): boolean => cells?.has(column) ?? false
  const kept = Object.entries(saved).filter(([name]) => name in connectionFieldsSchema.shape)
  return connectionFieldsSchema.parse({
    ...Object.fromEntries(kept),
    ...(said('name') ? { name: fields.name } : {}),
    ...(said('customer') ? { customer: fields.customer } : {}),
    ...(said('scope') ? { scope: fields.scope } : {}),
    ...(said('client_auth') ? { clientAuthentication: fields.clientAuthentication } : {}),
    ...(said('tags') ? { tags: fields.tags } : {}),
  })
}
