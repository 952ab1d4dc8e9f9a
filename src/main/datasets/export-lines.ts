import { compactJson, csvRows, isJsonObject, maskSecrets, parseJson, valueAt } from '../api/index.ts'
import type { LineFormat } from './worker-jobs.ts'

/** Documents as lines of an export: rows of CSV or with tabs, or JSON, one document a line and in JSON a comma before each. */
export function exportLines(documents: readonly string[], format: LineFormat): string {
  if (format.format === 'csv' || format.format === 'tsv') {
    return csvRows(
      documents.map(document => maskedDocument(document, format)),
      format.columns ?? [],
      format.format === 'tsv' ? '\t' : ',',
    )
  }
  const isWhole = format.columns === null && !format.masks
  const texts = isWhole
    ? documents
    : documents.map(document => compactJson(chosen(maskedDocument(document, format), format.columns)))
  return format.format === 'json'
    ? texts.map(text => `,\n${text}`).join('')
    : texts.map(text => `${text}\n`).join('')
}

/** A document with its secrets masked, but for the fields that were asked for by name. */
export function maskedDocument(
  text: string,
  { masks, unmasked }: Pick<LineFormat, 'masks' | 'unmasked'>,
): unknown {
  const document = parseJson(text)
  if (!masks) return document
  const masked = maskSecrets(document)
  for (const keys of unmasked) {
    const value = valueAt(document, keys)
    if (value !== undefined) put(masked, keys, value)
  }
  return masked
}

/** The chosen fields of a document, nested as they were. */
function chosen(document: unknown, columns: LineFormat['columns']): unknown {
  if (columns === null || !isJsonObject(document)) return document
  const copy = {}
  for (const keys of columns) {
    const value = valueAt(document, keys)
    if (value !== undefined) put(copy, keys, value)
  }
  return copy
}

/** Sets a value at a place; objects on the way are made where they are missing. A key `__proto__` stays a key. */
function put(root: unknown, keys: readonly string[], value: unknown): void {
  let target = root
  for (const [level, name] of keys.entries()) {
    if (!isJsonObject(target)) return
    const isLast = level === keys.length - 1
    const next = Object.hasOwn(target, name) ? target[name] : undefined
    if (!isLast && isJsonObject(next)) {
      target = next
      continue
    }
    const made = isLast ? value : {}
    Object.defineProperty(target, name, {
      value: made,
      writable: true,
      enumerable: true,
      configurable: true,
    })
    target = made
  }
}
