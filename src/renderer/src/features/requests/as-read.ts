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

/**
 * A body with the `_hash` that was read: in the place of another one, or as first member of the object. Text is
 * changed, not parsed and written anew: numbers stay as they were typed. Null where there is no object.
 */
export function withHash(text: string, hash: string): string | null {
  const member = `"_hash": ${JSON.stringify(hash)}`
  if (/"_hash"\s*:\s*"[^"]*"/.test(text)) return text.replace(/"_hash"\s*:\s*"[^"]*"/, () => member)
  if (text.trim() === '') return `{\n  ${member}\n}`
  const start = /^\s*\{/.exec(text)?.[0]
  if (start === undefined) return null
  const rest = text.slice(start.length)
  return /^\s*\}/.test(rest) ? `${start}\n  ${member}\n}` : `${start}\n  ${member},${rest}`
}
