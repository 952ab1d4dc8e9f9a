import { z } from 'zod'
import {
  type Connection,
  type ConnectionFields,
  connectionFieldsSchema,
  idSchema,
  secretStorages,
} from '../../shared/connection.ts'

/** Raised when the meaning of a key changes, or a list inside gets keys that this version would refuse. */
const version = 1

const ownSchema = z.strictObject({
  id: idSchema,
  secretStorage: z.enum(secretStorages),
  hasSecret: z.strictObject({ clientSecret: z.boolean(), apiKey: z.boolean() }),
  renewAutomatically: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})

const fieldNames = Object.keys(connectionFieldsSchema.shape)
const ownNames = Object.keys(ownSchema.shape)

/** A connection as it is on disk, with the keys of a newer version that this one does not know. */
export interface ConnectionRecord {
  readonly connection: Connection
  readonly unknown: Readonly<Record<string, unknown>>
}

/** Text of a connection file. What a newer version wrote beside our keys is written back as it was. */
export function writeRecord({ connection, unknown }: ConnectionRecord): string {
  const { ephemeral: _, ...stored } = connection
  return `${JSON.stringify({ version, ...stored, ...unknown }, null, 2)}\n`
}

export type ReadRecord =
  | { readonly kind: 'read'; readonly record: ConnectionRecord }
  /** Written by a newer version in a way that we cannot read: to be left as it is. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly reason: string }

/** Reads the text of a connection file. There are no defaults: a missing address must not become another one. */
export function readRecord(text: string): ReadRecord {
  const data = parseObject(text)
  if (data === null) return { kind: 'damaged', reason: 'It is not complete JSON.' }
  if (typeof data.version === 'number' && data.version > version) return { kind: 'newer' }
  const fields = connectionFieldsSchema.safeParse(pick(data, fieldNames))
  if (!fields.success) return damaged(fields.error)
  const own = ownSchema.safeParse(pick(data, ownNames))
  if (!own.success) return damaged(own.error)
  const known = new Set(['version', ...fieldNames, ...ownNames])
  const unknown = Object.fromEntries(Object.entries(data).filter(([name]) => !known.has(name)))
  return { kind: 'read', record: { connection: { ...fields.data, ...own.data, ephemeral: false }, unknown } }
}

/** The fields that a person fills in, without what the app adds. */
export function fieldsOf(connection: Connection): ConnectionFields {
  return connectionFieldsSchema.parse(pick(connection, fieldNames))
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(text)
    return z.record(z.string(), z.unknown()).safeParse(data).data ?? null
  } catch {
    return null
  }
}

function pick(data: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)))
}

function damaged(error: z.ZodError): ReadRecord {
  const issue = error.issues[0]
  const path = issue?.path.join('.') ?? ''
  return { kind: 'damaged', reason: `${path === '' ? 'Its content' : `The value of ${path}`} is not valid.` }
}
