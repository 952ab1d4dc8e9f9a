import { z } from 'zod'
import { type BodyFacts, bodyTextViews } from './requests.ts'

/** What is looked for in a body. */
export const bodySearchSchema = z.strictObject({
  view: z.enum(bodyTextViews),
  text: z.string().min(1).max(1000),
  /** The text is a regular expression. */
  regex: z.boolean(),
  matchCase: z.boolean(),
})
export type BodySearch = z.infer<typeof bodySearchSchema>

/** Places that one search answers with; those beyond are counted. */
export const maxMatches = 1000
/** How long a search may take. A regular expression can take for ever. */
export const searchSeconds = 10

/** A place in a view of a body. */
export interface BodyMatch {
  /** From 0. */
  readonly line: number
  /** In the characters (UTF-16) of the line, as a window shows them. */
  readonly column: number
  readonly length: number
  /** The same in bytes, for lines that are shown in pieces. */
  readonly byte: number
  readonly bytes: number
}

/** What a search found. */
export interface BodyMatches {
  /** The first ones, in order. */
  readonly matches: readonly BodyMatch[]
  /** All that were found. */
  readonly count: number
  /** False where the time was over before all of the body was looked through. */
  readonly whole: boolean
}

/** Bytes of a line that are read at once where a line is too long to be shown. */
export const pieceBytes = 4000

/** Where to mark text, in bytes of the line. */
export const markSchema = z.strictObject({
  byte: z.number().int().min(0),
  bytes: z.number().int().min(0),
})
export type ByteMark = z.infer<typeof markSchema>
/** More would not be told apart in a piece of a line. */
export const maxMarks = 200

/** A part of a long line. */
export interface LinePiece {
  /** Bytes of the line before the piece, and to its end. */
  readonly from: number
  readonly to: number
  /** Bytes of the whole line. */
  readonly length: number
  readonly text: string
  /** The marks that fall into the piece, in its characters. */
  readonly marks: readonly { readonly at: number; readonly length: number }[]
}

/** Bytes of a body that the JSONPath filter takes: all of it is held as objects at once. */
export const maxFilterBytes = 64 * 1024 * 1024

/** What a filter selected: a body of its own, to be looked at like any other. */
export interface FilteredBody {
  readonly responseId: string
  readonly body: BodyFacts
  /** Values that were selected. */
  readonly count: number
}

/** Bytes of an image that is shown. */
export const maxImageBytes = 5 * 1024 * 1024

/** A body as what it is, as far as that can be shown without running anything. */
export type BodyPreview =
  | { readonly kind: 'image'; readonly type: string; readonly dataUrl: string }
  /** The beginning, and whether there is more. */
  | { readonly kind: 'text'; readonly what: string; readonly text: string; readonly cut: boolean }
  /** Nothing to show; says what it is and why. */
  | { readonly kind: 'facts'; readonly what: string; readonly why: string }
