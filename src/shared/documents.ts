import { z } from 'zod'

/** How many documents a query selects. */
export interface DocumentCount {
  readonly count: number
  /** When the API counted, by its own clock: ISO 8601; null where it did not say. */
  readonly timestamp: string | null
}

/** Facts about an answer of the API, for the foot of a view. */
export interface AnswerMeta {
  readonly method: string
  /** Full URL; holds no secret. */
  readonly url: string
  readonly status: number
  /** Milliseconds from sending to the last byte. */
  readonly ms: number
  /** Bytes of the body, unpacked. */
  readonly bytes: number
  /** `timestamp` of the envelope; null when there is none. */
  readonly timestamp: string | null
  /** ISO 8601, UTC: when the last byte came. */
  readonly receivedAt: string
  /** Envelope keys beside `timestamp` and `data`, as short JSON text: shown, not hidden. */
  readonly extraKeys: readonly { readonly key: string; readonly text: string }[]
}

export const cellTypes = ['string', 'number', 'boolean', 'date', 'id', 'object', 'array', 'null'] as const
export type CellType = (typeof cellTypes)[number]

/**
 * One value of a document, small enough for a table. Long text is cut at 200 characters: `size` then has the full
 * length. Objects and arrays come as a one-line preview with their number of entries in `size`. Numbers that
 * JavaScript cannot hold exactly come as text.
 */
export interface Cell {
  readonly type: CellType
  readonly value: string | number | boolean | null
  readonly size?: number
}

/** A column derived from the documents seen: a dotted path, and how often which type stood there. */
export interface Column {
  readonly path: string
  /** Path segments: a key may itself contain a dot. */
  readonly keys: readonly string[]
  readonly types: Readonly<Partial<Record<CellType, number>>>
  /** Largest absolute value among numbers in this block, for the bar behind them; 0 when there is none. */
  readonly maxAbs: number
}

export interface DocumentRow {
  /** `_id` as text where the document has one. */
  readonly id: string | null
  /** `_hash` where the document has one. */
  readonly hash: string | null
  /** Aligned with the columns of the block; null where the field is missing. */
  readonly cells: readonly (Cell | null)[]
}

/** Documents in one block: the unit in which the table loads. One block is one request with this `l`. */
export const blockSize = 200

/** One page of documents, ready for a table. */
export interface DocumentBlock {
  readonly block: number
  /** `odd`: `data` was not an array; `odd` holds it as pretty JSON text (cut at 20,000 characters). */
  readonly shape: 'list' | 'odd'
  readonly odd: string | null
  readonly columns: readonly Column[]
  /** Columns that were left out because there were too many. */
  readonly droppedColumns: number
  readonly rows: readonly DocumentRow[]
  /** Fewer rows than asked for: the list ends in this block. */
  readonly last: boolean
  readonly meta: AnswerMeta
}

/** JSON text of a filter, sort or projection; empty when not used. */
const jsonPart = z.string().max(100_000)

/** What is asked of a collection. The three JSON parts go into the body of a SEARCH; without them it is a GET. */
export const documentQuerySchema = z.strictObject({
  filter: jsonPart,
  sort: jsonPart,
  projection: jsonPart,
  q: z.string().max(2000),
  search: z.string().max(2000),
  foreignkeys: z.boolean(),
  hidesystemflags: z.boolean(),
})
export type DocumentQuery = z.infer<typeof documentQuerySchema>

export const emptyQuery: DocumentQuery = {
  filter: '',
  sort: '',
  projection: '',
  q: '',
  search: '',
  foreignkeys: false,
  hidesystemflags: false,
}

/** A line of pretty-printed JSON, so that a view can draw any part of it. */
export interface JsonText {
  /** Pretty-printed with two spaces; cut at `maxJsonText` characters. */
  readonly text: string
  /** Characters in all. */
  readonly length: number
}

/** 1 MiB of text: beyond it a document is cut and says so. */
export const maxJsonText = 1_048_576

/** The text of a document on the way. */
export interface RawJson {
  /** Cut at `maxJsonText` characters. */
  readonly text: string
  readonly isCut: boolean
  /**
   * `came`: as it came, but for line breaks between its parts. `masked`: written anew on one line, since values that
   * look like secrets are masked. `written`: written anew, since only the values were kept.
   */
  readonly form: 'came' | 'masked' | 'written'
}

/** A field of a document for the detail view, in document order. */
export interface FieldNode {
  readonly key: string
  readonly cell: Cell
  /** Entries of an object or an array; at most 200, the rest counted in `cell.size`. */
  readonly children: readonly FieldNode[] | null
  /** Masked application parameter: `cell.value` is not the value. */
  readonly masked: boolean
}

export interface DocumentDetail {
  readonly id: string | null
  readonly fields: readonly FieldNode[]
  readonly json: JsonText
  readonly raw: RawJson
}

export interface Application {
  readonly id: string
  readonly name: string
  readonly company: string | null
  /** As the API gave it; null when missing. */
  readonly expiry: string | null
  /** Days until the expiry, negative when past; null when there is no valid expiry. */
  readonly expiresInDays: number | null
}

export interface ApplicationList {
  readonly applications: readonly Application[]
  /** Entries without an `_id`, or `data` that is not a list: as pretty JSON. Null when all is as documented. */
  readonly odd: string | null
  readonly meta: AnswerMeta
}

export interface ApplicationDetail {
  readonly application: Application
  readonly fields: readonly FieldNode[]
  /** With every parameter masked. */
  readonly json: JsonText
  readonly meta: AnswerMeta
}

export interface Collection {
  readonly id: string
  readonly name: string
  readonly description: string | null
}

export interface CollectionList {
  readonly collections: readonly Collection[]
  readonly odd: string | null
  readonly meta: AnswerMeta
}

/** Where a pasted ID or API URL leads. */
export type Place =
  | { readonly kind: 'applications' }
  | { readonly kind: 'application'; readonly applicationId: string }
  | { readonly kind: 'collections'; readonly applicationId: string }
  | {
      readonly kind: 'documents'
      readonly applicationId: string
      readonly collectionId: string
      readonly query: DocumentQuery
    }
  | {
      readonly kind: 'document'
      readonly applicationId: string
      readonly collectionId: string
      readonly documentId: string
    }
