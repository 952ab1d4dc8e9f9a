import type { TypesLanguage } from '../../shared/datasets.ts'
import type { Column, DocumentDetail, DocumentRow } from '../../shared/documents.ts'
import type { FoundArray } from './array-finder.ts'
import type { ScanReport, ScanTarget } from './array-scanner.ts'
import type { DocumentPair, documentChanges } from './document-changes.ts'
import type { DocumentStamp } from './document-stamps.ts'
import type { SheetColumn } from './export-workbook.ts'
import type { SplitProgress, SplitStream } from './split-stream.ts'

/** A page that was split into a file of documents, one a line. */
export interface SplitPage extends ScanReport {
  /** Bytes of the file. */
  readonly bytes: number
  /** SHA-256 of the file. */
  readonly hash: string
  /** Whether its first document has an `_id`: two pages of such are never the same. */
  readonly hasIds: boolean
}

/** How documents become text of an export. */
export interface LineFormat {
  readonly format: 'csv' | 'tsv' | 'json' | 'ndjson'
  /** Null for whole documents. */
  readonly columns: readonly (readonly string[])[] | null
  /** Whether values under names that look secret are masked; where there are none it is not worth the reading. */
  readonly masks: boolean
  readonly unmasked: readonly (readonly string[])[]
}

/** What the worker does, by name. Documents cross as JSON text and are built on the other side only. */
export interface WorkerJobs {
  /** Writes at most `limit` documents of a body to `file`, which is made with rights for its owner alone. */
  split(input: {
    readonly body: Uint8Array
    readonly limit: number
    readonly file: string
  }): Promise<SplitPage>
  /** What tells the versions of the documents in a body from others. */
  stamps(input: { readonly body: Uint8Array }): Promise<readonly DocumentStamp[]>
  /** Begins to split a text that comes in pieces into page files of a folder. One at a time. */
  openSplit(input: { readonly folder: string; readonly target: ScanTarget }): Promise<null>
  pushSplit(input: { readonly bytes: Uint8Array }): Promise<SplitProgress>
  endSplit(input: Record<string, never>): ReturnType<SplitStream['end']>
  /** Looks for arrays in a text that comes in pieces; the answer has those so far. One text at a time. */
  findArrays(input: { readonly bytes: Uint8Array; readonly isFirst: boolean }): Promise<readonly FoundArray[]>
  /** The columns that documents have. */
  columns(input: { readonly documents: readonly string[] }): Promise<{
    readonly columns: readonly Column[]
    readonly dropped: number
  }>
  /** Documents as rows under columns, secrets masked. */
  rows(input: {
    readonly documents: readonly string[]
    readonly columns: readonly (readonly string[])[]
  }): Promise<readonly DocumentRow[]>
  /** In which fields documents of two versions differ. */
  changes(input: {
    readonly pairs: readonly DocumentPair[]
  }): Promise<readonly ReturnType<typeof documentChanges>[]>
  /** One document for the detail view, secrets masked. */
  detail(input: { readonly document: string }): Promise<DocumentDetail>
  /** Documents as lines of an export. */
  lines(input: LineFormat & { readonly documents: readonly string[] }): Promise<string>
  /** Begins a workbook with one column for each of `keys`. */
  openWorkbook(
    input: Pick<LineFormat, 'masks' | 'unmasked'> & {
      readonly file: string
      readonly sheetName: string
      readonly columns: readonly SheetColumn[]
      readonly keys: readonly (readonly string[])[]
      readonly isHuge: boolean
    },
  ): Promise<null>
  /** Ends when the workbook has taken the documents. */
  addToWorkbook(input: { readonly documents: readonly string[] }): Promise<null>
  /** Ends when the file is whole, and says how many texts were cut. */
  endWorkbook(input: Record<string, never>): Promise<{ readonly cut: number }>
  /** The types of documents as code. */
  types(input: {
    readonly language: TypesLanguage
    readonly name: string
    readonly documents: readonly string[]
  }): Promise<string>
}

export type JobName = keyof WorkerJobs
export type JobInput<N extends JobName> = Parameters<WorkerJobs[N]>[0]
export type JobOutput<N extends JobName> = Awaited<ReturnType<WorkerJobs[N]>>

/** A job as it is posted to the worker. */
export interface JobRequest {
  readonly id: number
  readonly name: JobName
  readonly input: unknown
}

/** What the worker posts back. */
export type JobAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: string }
