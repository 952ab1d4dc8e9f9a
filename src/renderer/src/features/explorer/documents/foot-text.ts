import type { AnswerMeta } from '../../../../../shared/documents.ts'
import type { ListLength, RowRange } from './block-window.ts'
import { type Changes, countOf } from './change-marks.ts'

const grouped = (value: number): string => value.toLocaleString('en-GB')

/** Which rows are on screen: `Rows 1 to 24 shown`. */
export function rowsText(range: RowRange, length: ListLength): string {
  if (length.rows === 0) return 'No rows'
  const last = Math.min(range.last, length.rows - 1)
  return `Rows ${grouped(range.first + 1)} to ${grouped(last + 1)} shown`
}

/** How many documents there are, once that is known: `31,846 match` for a filter, `48,212 in all` without. */
export function countText(count: number | null, failed: boolean, filtered: boolean): string {
  if (failed) return 'could not be counted'
  if (count === null) return 'counting'
  return `${grouped(count)} ${filtered ? 'match' : 'in all'}`
}

/** Time and size of an answer: `412 ms, 188 KB`. A kilobyte is 1,000 bytes. */
export function answerText(meta: Pick<AnswerMeta, 'ms' | 'bytes'>): string {
  return `${msText(meta.ms)}, ${bytesText(meta.bytes)}`
}

/** What a refresh changed: `2 changed since last refresh`; with added and removed rows counted apart. */
export function changesText(changes: Changes): string {
  if (countOf(changes) === 0) return 'Nothing changed since last refresh'
  const parts = [
    [changes.cells.size, 'changed'],
    [changes.added.size, 'added'],
    [changes.removed, 'removed'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${grouped(count)} ${word}`)
  return `${said.join(', ')} since last refresh`
}

function msText(ms: number): string {
  return ms < 10_000 ? `${grouped(Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
