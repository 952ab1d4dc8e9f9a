import type { DocumentRow } from '../../shared/documents.ts'
import {
  cellOf,
  idOf,
  isJsonObject,
  maskedValue,
  maskSecrets,
  maskText,
  parseJson,
  valueAt,
} from '../api/index.ts'

/** Documents as rows under columns, values under names that look secret masked. */
export function documentRows(
  documents: readonly string[],
  columns: readonly (readonly string[])[],
): readonly DocumentRow[] {
  return documents.map(text => {
    const document = maskSecrets(parseJson(text))
    return {
      id: idOf(document),
      hash: hashOf(document),
      cells: columns.map(keys => {
        const value = valueAt(document, keys)
        return value === undefined ? null : cellOf(value === maskedValue ? maskText : value)
      }),
    }
  })
}

function hashOf(document: unknown): string | null {
  const hash = isJsonObject(document) ? valueAt(document, ['_hash']) : null
  return typeof hash === 'string' && hash !== '' ? hash : null
}
