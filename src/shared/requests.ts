import { z } from 'zod'
import { idSchema } from './connection.ts'
import type { ErrorData } from './errors.ts'

/** Characters of a body that somebody types or pastes; larger ones belong into a program. */
const maxBodyText = 1_000_000

/** A method is any token (RFC 9110 section 9.1): `SEARCH` is one of many that are in no usual list. */
const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** A row of a table of names and values that can be switched off without losing it. */
const fieldRowSchema = z.strictObject({
  name: z.string().max(2000),
  value: z.string().max(20_000),
  on: z.boolean(),
})
export type FieldRow = z.infer<typeof fieldRowSchema>

const rows = z.array(fieldRowSchema).max(200)

/** A file that was chosen as body. Where it is, only main knows. */
const bodyFileSchema = z.strictObject({
  fileId: idSchema,
  name: z.string().max(1000),
  /** When it was chosen; it may have changed since. */
  bytes: z.int().min(0),
})
export type BodyFile = z.infer<typeof bodyFileSchema>

/** How a request is sent, where that differs from what is usual. */
const sendingSchema = z.strictObject({
  /** Null: that of the connection. */
  timeLimitSeconds: z.int().min(1).max(3600).nullable(),
  followRedirects: z.boolean(),
  /** Further attempts of a reading request, after no answer or one that asks to come again. */
  retries: z.int().min(0).max(5),
})
export type SendingRules = z.infer<typeof sendingSchema>

export const usualSending: SendingRules = { timeLimitSeconds: null, followRedirects: true, retries: 0 }

export const bodyKinds = ['none', 'json', 'text', 'form', 'file'] as const
export type BodyKind = (typeof bodyKinds)[number]

/** A request as somebody builds it: everything but the connection, and never a secret of that. */
export const builtRequestSchema = z.strictObject({
  method: z.string().max(40).regex(tokenPattern, 'A method is one word, such as GET or SEARCH.'),
  /** Below the API base URL, with placeholders such as `{ApplicationID}`; or a full URL to anywhere. */
  path: z.string().max(8000),
  /** What the placeholders stand for. */
  values: z.array(z.strictObject({ name: z.string().max(100), value: z.string().max(500) })).max(40),
  query: rows,
  headers: rows,
  body: z.strictObject({
    kind: z.enum(bodyKinds),
    /** For `json` and `text`. */
    text: z.string().max(maxBodyText),
    /** For `form`. */
    fields: rows,
    /** For `file`. */
    file: bodyFileSchema.optional(),
  }),
  /** Whether token, API key and extra headers of the connection are sent along. */
  authorization: z.boolean(),
  /** Left out: as usual. */
  sending: sendingSchema.optional(),
})
export type BuiltRequest = z.infer<typeof builtRequestSchema>

export const emptyRequest: BuiltRequest = {
  method: 'GET',
  path: '/access',
  values: [],
  query: [],
  headers: [],
  body: { kind: 'none', text: '', fields: [] },
  authorization: true,
}

/** A request that is open in a tab. */
export const requestDraftSchema = z.strictObject({
  draftId: idSchema,
  connectionId: idSchema.nullable(),
  request: builtRequestSchema,
  /** The saved request that it was opened from or saved as. */
  savedId: z.string().max(1000).nullable().optional(),
  /** The version of its file that was opened or saved. */
  savedVersion: z.string().max(100).nullable().optional(),
})
export type RequestDraft = z.infer<typeof requestDraftSchema>

/** A draft before its request was looked at: one that cannot be kept must not hold up the others. */
export const offeredDraftSchema = requestDraftSchema.extend({ request: z.unknown() })
export type OfferedDraft = z.infer<typeof offeredDraftSchema>

/** Open request tabs that are kept over a restart. */
export const maxDrafts = 100

/** What is known about the body of an answer without looking at all of it. */
export interface BodyFacts {
  /** By its first bytes, not by its content type alone. */
  readonly kind: 'empty' | 'json' | 'text' | 'binary'
  /** Bytes, unpacked. */
  readonly bytes: number
  /** Lines of the raw text. */
  readonly lines: number
  /** What is wrong with it as text, as far as that is known without reading it as JSON. */
  readonly flaws: readonly BodyProblem[]
}

/** Parts of the waiting for an answer, in milliseconds. */
export interface SendPhases {
  /** Redirects that were followed first. */
  readonly redirects: number
  /** Until a connection was free. */
  readonly queue: number
  /** Making the connection; null where an open one was used, or a proxy made it. `lookup` and `tls` only where needed. */
  readonly connection: {
    readonly lookup: number | null
    readonly connect: number
    readonly tls: number | null
  } | null
  /** From the request on the wire to the head of the answer. */
  readonly firstByte: number
}

/** An answer without its body, which stays in main and is asked for in windows. */
export interface SentRequest {
  readonly responseId: string
  readonly status: number
  readonly statusText: string
  /** In the order of arrival, without secrets. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Where the answer came from, after redirects. */
  readonly url: string
  /** Each redirect that was followed: its status, and the address it came from. */
  readonly redirects: readonly { readonly status: number; readonly url: string }[]
  /** Milliseconds: to have a token, from sending to the head of the answer, from there to its last byte. */
  readonly timing: {
    readonly token: number
    /** A first sending whose token was refused, and the new token; null where the first one held. */
    readonly refused: number | null
    readonly waiting: number
    readonly download: number
    readonly phases: SendPhases
  }
  /** Attempts that were made before the one that this is the answer to. */
  readonly retried: number
  /** Bytes of the body on the wire, before it was unpacked. */
  readonly wireBytes: number
  readonly body: BodyFacts
  /** The request as it went out, as HTTP text without secrets. */
  readonly sent: string
  /** Whether token and API key of the connection went with it. */
  readonly withAuthorization: boolean
  /** What an error status means and what to do; null for others. */
  readonly explanation: ErrorData | null
  /** Why only a part of the body came; null where all of it did. */
  readonly brokeOff: ErrorData | null
  /** ISO 8601, UTC: when the last byte came. */
  readonly receivedAt: string
}

/** What is different in the body of an answer against an earlier one. */
export interface AnswerChanges {
  /** Lines of the pretty view, from 0, that are new or different. */
  readonly changed: readonly number[]
  /** Lines that are gone. */
  readonly gone: number
  /** The bodies are longer than what was compared. */
  readonly cut: boolean
}

/** How far a request under way is. */
export interface RequestProgress {
  readonly draftId: string
  readonly phase: 'token' | 'connecting' | 'waiting' | 'receiving' | 'retrying'
  /** Bytes of the body so far, unpacked. */
  readonly bytes: number
}

/** A request that was sent. Holds no secret and no answer. */
export interface HistoryEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly request: BuiltRequest
  /** Null when no answer came. */
  readonly status: number | null
  readonly ms: number
  readonly bytes: number
  /** A body that was too long to keep was left out. */
  readonly bodyDropped: boolean
}

export const bodyTextViews = ['pretty', 'raw'] as const
export type BodyTextView = (typeof bodyTextViews)[number]

/** Lines and rows of bytes that one window may have. */
export const maxWindowLines = 400

/** A line of a body. Long ones are cut: `length` then has the full length in bytes. */
export interface BodyLine {
  readonly text: string
  readonly length: number
  readonly cut: boolean
}

/** A window of the lines of a body. */
export interface BodyLines {
  readonly from: number
  readonly lines: readonly BodyLine[]
  /** Lines known so far. */
  readonly total: number
  /** False while a pretty view is still being made. */
  readonly complete: boolean
  /** Where the JSON stops being valid; the pretty view ends there. */
  readonly problem: BodyProblem | null
}

/** A place in the raw body, line and column from 1, the column in bytes; line 0 stands for none. */
export interface BodyProblem {
  readonly message: string
  readonly byte: number
  readonly line: number
  readonly column: number
}

/** Bytes of one row of the hex view. */
export const hexRowBytes = 16

/** A row of the hex view: two digits for each byte, and the bytes as text where they are printable ASCII. */
export interface HexRow {
  readonly hex: string
  readonly text: string
}
