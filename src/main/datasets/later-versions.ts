import { ExplorerError } from '../../shared/errors.ts'
import type { DocumentStamp } from './document-stamps.ts'

/** Requests for what changed: with 1,000 documents each, more than anybody looks at one by one. */
const maxRequests = 10
/** Clocks of several servers of one API may differ by this much; what did not change is told by its hash. */
const clockSlackMs = 5_000

/** What the API says it changed last. */
export interface LaterVersions {
  readonly stamps: readonly DocumentStamp[]
  /** Whether these are all that changed since the moment asked for. */
  readonly isComplete: boolean
}

/** Fetches the stamps of documents in the order of their last change, the latest first. */
export type FetchLatest = (offset: number) => Promise<readonly DocumentStamp[]>

/**
 * Documents that were changed since `since` (ISO 8601, by the clock of the API). How a date is written in a filter is
 * not documented, and a sort is, so the latest changes are asked for until they are older. Null where the documents do
 * not tell when they were changed, or the API does not sort them by it.
 */
export async function laterVersions(since: string, fetchLatest: FetchLatest): Promise<LaterVersions | null> {
  const from = Date.parse(since) - clockSlackMs
  if (Number.isNaN(from)) return null
  const stamps: DocumentStamp[] = []
  for (let request = 0; request < maxRequests; request++) {
    let page: readonly DocumentStamp[]
    try {
      page = await fetchLatest(stamps.length)
    } catch (error) {
      if (error instanceof ExplorerError && error.code !== 'cancelled') return null
      throw error
    }
    const isLater = ({ updatedAt }: DocumentStamp): boolean =>
      updatedAt !== null && Date.parse(updatedAt) >= from
    stamps.push(...page.filter(isLater))
    // The first that is older, or tells no time, ends the list in this order.
    if (page.length === 0 || !page.every(isLater)) return { stamps, isComplete: true }
  }
  return { stamps, isComplete: false }
}
