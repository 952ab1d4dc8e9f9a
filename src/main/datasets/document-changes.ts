import type { ChangedField } from '../../shared/datasets.ts'
import {
  cellOf,
  compactJson,
  idOf,
  maskedValue,
  maskSecrets,
  maskText,
  parseJson,
  tableOf,
  valueAt,
} from '../api/index.ts'

/** A document in two versions, as text; null where it was not there. */
export interface DocumentPair {
  readonly before: string | null
  readonly after: string | null
}

/**
 * The fields in which two versions of a document differ. What looks like a secret is compared as it is and shown
 * masked: that it changed is no secret.
 */
export function documentChanges({ before, after }: DocumentPair): {
  readonly id: string | null
  readonly fields: readonly ChangedField[]
} {
  const old = before === null ? undefined : parseJson(before)
  const now = after === null ? undefined : parseJson(after)
  const id = idOf(now ?? old)
  if (old === undefined || now === undefined) return { id, fields: [] }
  const [shownOld, shownNow] = [maskSecrets(old), maskSecrets(now)]
  const cell = (document: unknown, keys: readonly string[]) => {
    const value = valueAt(document, keys)
    return value === undefined ? null : cellOf(value === maskedValue ? maskText : value)
  }
  const text = (document: unknown, keys: readonly string[]): string | null => {
    const value = valueAt(document, keys)
    return value === undefined ? null : compactJson(value)
  }
  const { columns } = tableOf([now, old])
  return {
    id,
    fields: columns
      .filter(({ keys }) => text(old, keys) !== text(now, keys))
      .map(({ path, keys }) => ({ path, before: cell(shownOld, keys), after: cell(shownNow, keys) })),
  }
}
