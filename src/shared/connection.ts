import { z } from 'zod'
import { urlProblem } from './urls.ts'

export const environmentIds = ['weightron', 'demo', 'custom'] as const
export type EnvironmentId = (typeof environmentIds)[number]

/** Where a connection is used. `issuer` is empty unless the token URL is to be discovered. */
export interface Endpoints {
  readonly tokenUrl: string
  readonly issuer: string
  readonly apiBaseUrl: string
}

/** Preset of the live service (fact sheet of the API, sections 2 and 3). */
export const weightronCloud: Endpoints = {
  tokenUrl: 'https://auth.weightron.cloud/oidc/token',
  issuer: '',
  apiBaseUrl: 'https://api.weightron.cloud',
}

export const clientAuthentications = ['body', 'basic'] as const
export type ClientAuthentication = (typeof clientAuthentications)[number]

export const secretNames = ['clientSecret', 'apiKey'] as const
export type SecretName = (typeof secretNames)[number]

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Identifier of a connection, a draft or an undo: a random UUID. Safe as a file name. */
export const idSchema = z.string().regex(idPattern)

/** Headers that the app sets itself or that change how a message is framed. */
const reservedHeaders = new Set([
  'authorization',
  'x-api-key',
  'host',
  'content-length',
  'content-type',
  'transfer-encoding',
  'connection',
  'cookie',
])

const url = z
  .string()
  .trim()
  .max(2000)
  .superRefine((text, context) => {
    const problem = text === '' ? null : urlProblem(text)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
  })

const extraHeaderSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .max(100)
    .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'A header name has letters, digits and hyphens.')
    .refine(name => !reservedHeaders.has(name.toLowerCase()), 'This header is set by the app.'),
  value: z
    .string()
    .max(2000)
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'A header value is one line of plain text.'),
})

/** What a person fills in for a connection, without its two secrets. */
export const connectionFieldsSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'Give the connection a name.').max(120),
    customer: z.string().trim().max(120),
    tags: z.array(z.string().trim().min(1).max(40)).max(20),
    environment: z.enum(environmentIds),
    tokenUrl: url,
    issuer: url,
    apiBaseUrl: url.refine(text => text !== '', 'Enter the API base URL.'),
    clientId: z
      .string()
      .trim()
      .min(1, 'Enter the Client ID.')
      .max(300)
      .regex(/^[\x20-\x7e]*$/, 'A Client ID has plain ASCII characters only.'),
    /** Space-separated, as in RFC 6749 section 3.3. Empty: the parameter is not sent. */
    scope: z
      .string()
      .trim()
      .max(500)
      .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, 'A scope has no quotes and no special characters.'),
    clientAuthentication: z.enum(clientAuthentications),
    readOnly: z.boolean(),
    extraHeaders: z.array(extraHeaderSchema).max(20),
    /** Seconds for one call of the API or of the token server. */
    timeLimitSeconds: z.int().min(1).max(600),
    keepHistory: z.boolean(),
  })
  .superRefine((fields, context) => {
    if (fields.tokenUrl === '' && fields.issuer === '') {
      context.addIssue({
        code: 'custom',
        path: ['tokenUrl'],
        message: 'Enter the token URL, or an issuer under Advanced.',
      })
    }
  })

export type ConnectionFields = z.infer<typeof connectionFieldsSchema>

/** The fields of a new connection before anybody typed. */
export const emptyConnectionFields: ConnectionFields = {
  name: '',
  customer: '',
  tags: [],
  environment: 'weightron',
  ...weightronCloud,
  clientId: '',
  scope: 'openid',
  clientAuthentication: 'body',
  readOnly: true,
  extraHeaders: [],
  timeLimitSeconds: 30,
  keepHistory: true,
}

/** Where the secrets of a connection are: in the OS keychain, or in memory until the app ends. */
export const secretStorages = ['keychain', 'session'] as const
export type SecretStorage = (typeof secretStorages)[number]

/** A saved connection as everybody but the keychain knows it. Holds no secret. */
export interface Connection extends ConnectionFields {
  readonly id: string
  readonly secretStorage: SecretStorage
  /** Which secrets were stored. A session secret is gone after a restart and then reads false. */
  readonly hasSecret: Readonly<Record<SecretName, boolean>>
  /** Renew the token before it ends for as long as the connection is open. */
  readonly renewAutomatically: boolean
  /** Part of the demo cloud: never written to disk. */
  readonly ephemeral: boolean
  /** ISO 8601, UTC. */
  readonly createdAt: string
  readonly updatedAt: string
}

/** A connection file that could not be read. It was set aside, not deleted. */
export interface ConnectionProblem {
  readonly file: string
  readonly message: string
}

export interface ConnectionList {
  readonly connections: readonly Connection[]
  readonly problems: readonly ConnectionProblem[]
}

/** What became of some of the connections. */
export interface ConnectionsChange {
  /** New ones and changed ones, as they are now. */
  readonly saved: readonly Connection[]
  /** Ids of those that are gone. */
  readonly removed: readonly string[]
}

/** Whether the OS keychain can be used, and what to do when it cannot. */
export interface KeychainState {
  readonly state: 'available' | 'locked' | 'unavailable'
  readonly message: string
  readonly hint: string
}

/** What is known of a secret that was typed or pasted: never the value. */
export interface SecretPresence {
  readonly present: boolean
  /** Characters. */
  readonly length: number
}

export const pasteSources = ['env', 'curl', 'postman', 'json'] as const

/** What was understood of the clipboard: fields to fill in, and which secrets are now in the draft. */
export interface PastedConnection {
  readonly source: (typeof pasteSources)[number]
  readonly fields: Partial<ConnectionFields>
  readonly secrets: Readonly<Record<SecretName, SecretPresence>>
  /** What was noticed, for people: a value that was trimmed, a key that was not understood. */
  readonly notes: readonly string[]
}
