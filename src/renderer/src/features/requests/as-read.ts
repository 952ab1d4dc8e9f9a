import { scanJson } from '../../../../shared/json-syntax.ts'
import { placeholderValue } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'

/** The document that a request replaces or changes. */
export interface WrittenDocument {
  readonly applicationId: string
  readonly collectionId: string
  readonly documentId: string
}

/** Which document a PUT or PATCH is about; null where that is not said by the usual placeholders. */
export function writtenDocument(request: BuiltRequest): WrittenDocument | null {
  if (request.method !== 'PUT' && request.method !== 'PATCH') return null
  if (!/\/documents\/\{DocumentID\}\/?(\?|$)/.test(request.path)) return null
  const document = {
    applicationId: placeholderValue(request, 'ApplicationID').trim(),
    collectionId: placeholderValue(request, 'CollectionID').trim(),
    documentId: placeholderValue(request, 'DocumentID').trim(),
  }
  return Object.values(document).includes('') ? null : document
}

/** A variable stands for some value; for the scan a number of the same length does. */
function withoutVariables(text: string): string {
  return text.replace(/\{\{[^{}\r\n]*\}\}/g, variable => '1'.repeat(variable.length))
}

/** A text, number or word of JSON. */
const scalarPattern = /"(?:[^"\\]|\\.)*"|[^\s,{}[\]"]+/y

/**
 * A body with the `_hash` that was read: in the place of the one of the document itself (nested objects keep theirs),
 * or as first member of the object. Text is changed, not parsed and written anew: numbers stay as they were typed.
 * Null where there is no object.
 */
export function withHash(text: string, hash: string): string | null {
  const value = JSON.stringify(hash)
  const scanned = withoutVariables(text)
  const at = scanJson(scanned).valuePositions.get('_hash')
  if (at !== undefined) {
    scalarPattern.lastIndex = at
    const before = scalarPattern.exec(scanned)?.[0]
    return before === undefined ? null : text.slice(0, at) + value + text.slice(at + before.length)
  }
  const member = `"_hash": ${value}`
  if (text.trim() === '') return `{\n  ${member}\n}`
  const start = /^\s*\{/.exec(scanned)?.[0]
  if (start === undefined) return null
  const rest = text.slice(start.length)
  return /^\s*\}/.test(rest) ? `${start}\n  ${member}\n}` : `${start}\n  ${member},${rest}`
}

/**
 * The `_hash` of the document in the indented lines of an answer (the envelope of the fact sheet, section 4): that of
 * `data` itself, not of what is nested in it. Null where there is none.
 */
export function hashInAnswer(lines: readonly string[]): string | null {
  const start = lines.findIndex(line => line.startsWith('  "data": {'))
  if (start < 0) return null
  for (const line of lines.slice(start + 1)) {
    const found = /^ {4}"_hash": ("(?:[^"\\]|\\.)*"),?$/.exec(line)?.[1]
    if (found !== undefined) return JSON.parse(found) as string
    if (line.startsWith('  }')) break
  }
  return null
}
