import type { Cell } from '../../shared/documents.ts'
import { isExact } from '../../shared/exact-json.ts'
import { shorten } from './answer-text.ts'
import { isJsonObject } from './json-values.ts'
import { compactJson } from './json-writer.ts'

/** Characters of a text that a table gets; the rest is in the detail view. */
const maxCellText = 200
/** Characters of the one-line preview of an object or an array. */
const maxPreview = 120

const objectId = /^[0-9a-f]{24}$/i
const isoDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** Makes a value small enough for a table, and says what it is. */
export function cellOf(value: unknown): Cell {
  if (isExact(value)) return { type: 'number', value: shorten(value.rawJSON, maxCellText) }
  if (Array.isArray(value)) return { type: 'array', value: previewOf(value), size: value.length }
  if (isJsonObject(value)) return { type: 'object', value: previewOf(value), size: Object.keys(value).length }
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'number') return { type: 'number', value }
  if (typeof value === 'boolean') return { type: 'boolean', value }
  return { type: 'null', value: null }
}

function textCell(text: string): Cell {
  if (text.length > maxCellText) return { type: 'string', value: cut(text), size: text.length }
  if (objectId.test(text)) return { type: 'id', value: text }
  if (isDate(text)) return { type: 'date', value: text }
  return { type: 'string', value: text }
}

/** An ISO 8601 date that exists: engines roll 2026-02-30 over into March. */
function isDate(text: string): boolean {
  if (!isoDate.test(text) || Number.isNaN(Date.parse(text))) return false
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

/** The first 200 characters, never half of a surrogate pair. */
function cut(text: string): string {
  const head = text.slice(0, maxCellText)
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head
}

function previewOf(value: unknown): string {
  return shorten(compactJson(value, maxPreview + 1), maxPreview)
}
