import type { DocumentBlock, DocumentRow } from '../../../../../shared/documents.ts'
import type { ListLength } from './block-window.ts'
import type { TableColumn } from './table/merged-columns.ts'

/** What the cells of a row stand under; with facts about the answer where the API gave them. */
export type ColumnsOf = Pick<DocumentBlock, 'columns'> & Partial<Pick<DocumentBlock, 'meta'>>

/** Rows as a view draws them, wherever they come from. */
export interface RowList {
  readonly memory: { readonly columns: readonly TableColumn[]; readonly droppedColumns: number }
  readonly length: ListLength
  /** A row in view; undefined while it is on its way. */
  rowAt(index: number): { readonly block: ColumnsOf; readonly row: DocumentRow } | undefined
  /** Whether rows in view are being asked for. */
  readonly loading: boolean
}
