import { type DocumentDetail, type FieldNode, maxJsonText, type RawJson } from '../../shared/documents.ts'
import { isExact } from '../../shared/exact-json.ts'
import { cellOf } from './cells.ts'
import { parseJson } from './json-reader.ts'
import { isJsonObject } from './json-values.ts'
import { compactJson, prettyJson } from './json-writer.ts'
import { maskedValue, maskSecrets, maskText } from './masking.ts'
import { idOf } from './table.ts'
import { writesHiddenName } from './written-names.ts'

/** Entries of one object or array that the detail view gets. */
const maxChildren = 200
/** Levels of the detail view; what lies deeper is in the JSON text. Keeps a tree that crosses processes shallow. */
const maxLevels = 30
/** Fields in all: 200 children on a few levels would be millions. */
const maxFields = 20_000

/** One document for the detail view. */
export function documentDetail(document: unknown): DocumentDetail {
  return { ...detailOf(document), raw: writtenJson(document, 'written') }
}

/** A document whose text is at hand, its secrets masked. */
export function detailOfText(text: string): DocumentDetail {
  const masked = maskSecrets(parseJson(text))
  const raw = writesHiddenName(text) ? writtenJson(masked, 'masked') : rawJson(text, 'came')
  return { ...detailOf(masked), raw }
}

function detailOf(document: unknown): Omit<DocumentDetail, 'raw'> {
  return { id: idOf(document), fields: fieldsOf(document), json: prettyJson(document) }
}

/** One character more than is shown tells whether there is more. */
function writtenJson(document: unknown, form: RawJson['form']): RawJson {
  return rawJson(compactJson(document, maxJsonText + 1), form)
}

function rawJson(text: string, form: RawJson['form']): RawJson {
  return { text: text.slice(0, maxJsonText).toWellFormed(), isCut: text.length > maxJsonText, form }
}

/** The fields of a value as a tree, in order. What is not an object or array comes as one field named `value`. */
export function fieldsOf(value: unknown): readonly FieldNode[] {
  const budget = { left: maxFields }
  return (
    childrenOf(value, 1, budget) ?? [{ key: 'value', cell: cellOf(value), children: null, masked: false }]
  )
}

function childrenOf(value: unknown, level: number, budget: { left: number }): FieldNode[] | null {
  const entries = entriesOf(value)
  if (entries === null || level > maxLevels || budget.left <= 0) return null
  const shown = entries.slice(0, Math.min(maxChildren, budget.left))
  budget.left -= shown.length
  return shown.map(([key, child]) =>
    child === maskedValue
      ? { key, cell: { type: 'string', value: maskText }, children: null, masked: true }
      : { key, cell: cellOf(child), children: childrenOf(child, level + 1, budget), masked: false },
  )
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (isExact(value)) return null
  if (Array.isArray(value))
    return value.slice(0, maxChildren).map((entry, index) => [String(index), entry] as const)
  return isJsonObject(value) ? Object.entries(value) : null
}
