import { schemaResolver, type UseFormReturnType } from '@mantine/form'
import {
  type Connection,
  type ConnectionFields,
  connectionFieldsSchema,
  emptyConnectionFields,
} from '../../../../shared/connection.ts'

export type ConnectionForm = UseFormReturnType<ConnectionFields>

/** The fields to start with: those of the connection, or the presets of a new one. */
export function startingFields(connection: Connection | null): ConnectionFields {
  if (connection === null) return emptyConnectionFields
  const names = Object.keys(emptyConnectionFields) as (keyof ConnectionFields)[]
  return Object.fromEntries(names.map(name => [name, connection[name]])) as unknown as ConnectionFields
}

/** What is wrong with the fields, by the path of each. */
export const fieldProblems = schemaResolver(connectionFieldsSchema, { sync: true })

/** A connection need not have a name to be tested. */
export const unnamed = 'Unnamed connection'

/** The paths of problems in the order in which the fields stand in the form, so that the first can get the focus. */
export function inFormOrder(paths: readonly string[]): readonly string[] {
  const order = [
    'name',
    'customer',
    'tags',
    'environment',
    'tokenUrl',
    'apiBaseUrl',
    'clientId',
    'scope',
    'clientAuthentication',
    'issuer',
    'extraHeaders',
    'timeLimitSeconds',
  ]
  const place = (path: string): number => order.indexOf(path.split('.')[0] ?? '')
  return paths.toSorted((a, b) => place(a) - place(b))
}

const advancedFields = new Set(['issuer', 'extraHeaders', 'timeLimitSeconds', 'keepHistory'])

/** Whether a field is under *Advanced*. */
export function isAdvanced(path: string): boolean {
  return advancedFields.has(path.split('.')[0] ?? '')
}
