import { idOf, isJsonObject, parseJson } from '../api/index.ts'
import { createArrayScanner } from './array-scanner.ts'

/** What tells a version of a document from another (fact sheet, section 4, system flags). */
export interface DocumentStamp {
  readonly id: string | null
  readonly hash: string | null
  /** ISO 8601. */
  readonly updatedAt: string | null
}

/** The stamps of the documents in an answer, in its order; none where it has no list. */
export function documentStamps(body: Uint8Array): readonly DocumentStamp[] {
  const scanner = createArrayScanner()
  scanner.push(body)
  if (scanner.end().error !== null) return []
  const lines = new TextDecoder().decode(scanner.takeLines()).split('\n')
  return lines
    .filter(line => line !== '')
    .map(line => {
      const document = parseJson(line)
      return {
        id: idOf(document),
        hash: textOf(document, '_hash'),
        updatedAt: textOf(document, '_updatedAt'),
      }
    })
}

function textOf(document: unknown, key: string): string | null {
  const value = isJsonObject(document) ? document[key] : null
  return typeof value === 'string' ? value : null
}
