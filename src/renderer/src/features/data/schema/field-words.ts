import type { DatasetGroup } from '../../../../../shared/datasets.ts'
import type { Cell, CellType } from '../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../../explorer/documents/table/cell-text.ts'
import type { FieldFacts } from './field-facts.ts'

/** Two short lines beside the picture of a field. */
export interface FieldWords {
  readonly first: string
  readonly second: string
}

/** Different whole numbers up to which they are listed rather than measured. */
export const fewNumbers = 12

export const countText = (count: number): string => count.toLocaleString('en-GB')

/** A share in per cent: never 0 % for something, never 100 % for less than everything. */
export function percentText(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%'
  if (part === whole) return '100%'
  const percent = (part / whole) * 100
  if (percent < 1) return percent < 0.1 ? 'under 0.1%' : `${percent.toFixed(1)}%`
  return `${Math.min(99, Math.round(percent))}%`
}

/** The other side of `percentText`, so that both add up to a hundred. */
function restText(part: number, whole: number): string {
  const percent = /^\d+%$/.exec(percentText(part, whole))
  return percent === null ? percentText(whole - part, whole) : `${100 - Number.parseInt(percent[0], 10)}%`
}

/** A number as precise as a summary needs it: four digits or whole. */
export function measureText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  const digits = size >= 1000 || Number.isInteger(value) ? 0 : size >= 1 ? 2 : 4
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits })
}

/** What to say about a field in one glance: how many values and which, and what most are. */
export function fieldWords(facts: FieldFacts, format: CellFormat): FieldWords {
  const { field, present } = facts
  if (facts.kind === 'masked') return { first: 'Not shown', second: 'looks like a secret' }
  if (present === 0) return { first: 'null throughout', second: '' }
  const gap = gapText(facts)
  const distinct = distinctText(facts)
  switch (facts.kind) {
    case 'unique':
      return { first: distinct, second: rangeText(facts, format) ?? 'every value once' }
    case 'number':
      return numberWords(facts, format, gap)
    case 'boolean': {
      const yes = field.top.find(({ cell }) => cell?.value === true)?.count ?? 0
      return {
        first: `${percentText(yes, present)} true`,
        second: gap ?? (yes === present ? '' : `${restText(yes, present)} false`),
      }
    }
    case 'date':
      return { first: dateRange(facts, format), second: gap ?? perDay(facts) ?? distinct }
    case 'array':
      return arrayWords(facts, gap)
    case 'object':
      return { first: 'objects', second: gap ?? '' }
    default:
      return {
        first: gap !== null && facts.present > facts.documents / 10 ? `${distinct}, ${gap}` : distinct,
        second: facts.present <= facts.documents / 10 ? (gap ?? '') : topText(field.top[0], present, format),
      }
  }
}

function numberWords(facts: FieldFacts, format: CellFormat, gap: string | null): FieldWords {
  const { field } = facts
  const few = (field.distinct?.count ?? 0) <= fewNumbers
  const range = rangeText(facts, format) ?? distinctText(facts)
  if (few) {
    const [top] = field.top
    return {
      first: range,
      second: gap ?? (top?.cell == null ? '' : `mostly ${cellString(top.cell, format)}`),
    }
  }
  if (field.mean === null) return { first: range, second: gap ?? '' }
  return { first: `mean ${measureText(field.mean)}`, second: gap === null ? range : `${range}, ${gap}` }
}

function arrayWords({ field }: FieldFacts, gap: string | null): FieldWords {
  const { arrays } = field
  if (arrays === null) return { first: 'lists', second: gap ?? '' }
  const { minLength, maxLength, elements } = arrays
  return {
    first:
      minLength === maxLength
        ? `lists of ${countText(minLength)}`
        : `lists of ${countText(minLength)} to ${countText(maxLength)}`,
    second: elements.length === 0 ? (gap ?? '') : elements.map(({ type }) => typeWords[type]).join(', '),
  }
}

/** Types in the plural. */
export const typeWords: Readonly<Record<CellType, string>> = {
  string: 'text',
  number: 'numbers',
  boolean: 'true or false',
  date: 'dates',
  id: 'IDs',
  object: 'objects',
  array: 'lists',
  null: 'null',
}

/** `38 distinct`; `about` where the engine estimated. */
export function distinctText({ field }: FieldFacts): string {
  const { distinct } = field
  if (distinct === null) return ''
  return `${distinct.isApproximate ? 'about ' : ''}${countText(distinct.count)} distinct`
}

/** What is not there: the larger of null and missing; null where every document has a value. */
function gapText({ field, documents, nulls }: FieldFacts): string | null {
  if (nulls === 0 && field.missing === 0) return null
  return nulls > field.missing
    ? `${percentText(nulls, documents)} null`
    : `${percentText(field.missing, documents)} missing`
}

/** `2,060 to 31,860`; null where values have no order in common. */
export function rangeText({ field }: FieldFacts, format: CellFormat): string | null {
  const { min, max } = field
  if (min === null || max === null) return null
  const [from, to] = [edgeText(min, format), edgeText(max, format)]
  return from === to ? `always ${from}` : `${from} to ${to}`
}

function edgeText(cell: Cell, format: CellFormat): string {
  const text = typeof cell.value === 'number' ? measureText(cell.value) : cellString(cell, format)
  return text.length > 18 ? `${text.slice(0, 17)}…` : text
}

function topText(top: DatasetGroup | undefined, present: number, format: CellFormat): string {
  if (top?.cell == null) return ''
  const share = top.count / present
  const text = cellString(top.cell, format)
  return share < 0.05 ? `top: ${text}, ${percentText(top.count, present)}` : `top: ${text}`
}

/** `1 Mar to 23 Nov 2026`. */
export function dateRange({ field }: FieldFacts, { timeZone }: CellFormat): string {
  const { min, max } = field
  if (min === null || max === null) return ''
  const [from, to] = [new Date(String(min.value)), new Date(String(max.value))]
  const zone = timeZone === 'utc' ? { timeZone: 'UTC' } : {}
  const end = to.toLocaleDateString('en-GB', { ...zone, day: 'numeric', month: 'short', year: 'numeric' })
  const start = from.toLocaleDateString('en-GB', { ...zone, day: 'numeric', month: 'short', year: 'numeric' })
  if (start === end) return start
  return start.slice(-4) === end.slice(-4) ? `${start.slice(0, -5)} to ${end}` : `${start} to ${end}`
}

const dayMs = 86_400_000

/** `181 a day`; null for a span too short to say so. */
function perDay({ field, present }: FieldFacts): string | null {
  const { min, max } = field
  if (min === null || max === null) return null
  const days = (Date.parse(String(max.value)) - Date.parse(String(min.value))) / dayMs
  return days < 2 ? null : `${measureText(Math.max(0.01, Math.round((present / days) * 10) / 10))} a day`
}
