import type { Application } from '../../shared/documents.ts'
import { isJsonObject, type JsonObject, ownValue } from './json-values.ts'
import { prettyJson } from './json-writer.ts'
import { maskSecrets } from './masking.ts'

/** Characters of odd data shown beside a list. */
export const maxOddText = 20_000

const msPerDay = 86_400_000

/**
 * Reads `data` of `GET /access` (fact sheet, section 4). Entries without an `_id` cannot be opened, so they come as
 * text in `odd`, and so does `data` that is no list. `now` in milliseconds since the epoch.
 */
export function readApplications(
  data: unknown,
  now: number,
): { readonly applications: readonly Application[]; readonly odd: string | null } {
  if (!Array.isArray(data)) return { applications: [], odd: oddText(data) }
  const applications: Application[] = []
  const odd: unknown[] = []
  for (const entry of data) {
    const id = isJsonObject(entry) ? textOf(entry, '_id') : null
    if (id === null || !isJsonObject(entry)) odd.push(entry)
    else applications.push(readApplication(entry, id, now))
  }
  return { applications, odd: odd.length === 0 ? null : oddText(odd) }
}

/** Reads one application object; a missing name is stood in for by the ID. */
export function readApplication(entry: JsonObject, id: string, now: number): Application {
  const expiry = ownValue(entry, 'expiry')
  const expiryText = typeof expiry === 'string' ? expiry : typeof expiry === 'number' ? String(expiry) : null
  return {
    id,
    name: textOf(entry, 'name') ?? id,
    company: companyOf(ownValue(entry, 'company')),
    expiry: expiryText,
    expiresInDays: daysUntil(typeof expiry === 'string' ? expiry : null, now),
  }
}

/** Whole days from now until an ISO 8601 date, rounded down, so that what is past is negative; null for no date. */
export function daysUntil(expiry: string | null, now: number): number | null {
  if (expiry === null || !/^\d{4}-\d\d-\d\d/.test(expiry)) return null
  const at = Date.parse(expiry)
  return Number.isNaN(at) ? null : Math.floor((at - now) / msPerDay)
}

/** Data that is not as documented, as text: shown, not hidden, but for its secrets. */
export function oddText(value: unknown): string {
  return prettyJson(maskSecrets(value), maxOddText).text
}

/** A text that is not empty under a key, or null. */
export function textOf(value: JsonObject, key: string): string | null {
  const text = ownValue(value, key)
  return typeof text === 'string' && text !== '' ? text : null
}

function companyOf(company: unknown): string | null {
  if (typeof company === 'string' && company !== '') return company
  return isJsonObject(company) ? (textOf(company, 'nameDisplay') ?? textOf(company, 'nameInternal')) : null
}
