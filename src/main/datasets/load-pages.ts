import { ExplorerError } from '../../shared/errors.ts'
import { BodyTooLarge } from '../http/index.ts'
import type { PageFiles } from './page-files.ts'
import type { SplitPage } from './worker-jobs.ts'

/** Requests at a time: enough to hide the way there and back, little enough for a small server. */
const maxAtOnce = 4
/** How often a page is tried in all before the load stops; pauses between in milliseconds. */
const pausesMs = [500, 2000] as const

export interface LoadPlan {
  /** Documents asked for at a time. */
  readonly pageSize: number
  /** Documents that the API counted; null where it did not say. */
  readonly expected: number | null
}

interface LoadParts {
  readonly files: PageFiles
  fetchPage(
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ): Promise<Uint8Array>
  split(body: Uint8Array, limit: number, file: string): Promise<SplitPage>
  delay(ms: number, signal: AbortSignal): Promise<void>
  /** Told of each page that came. */
  onPage(page: { readonly documents: number; readonly bytes: number }): void
}

/**
 * Fetches all pages that are not on disk yet, until the list ends. A server may give less at a time than asked for, and
 * its answer may be too large; then a page is fetched in parts. Gives the plan that was followed. Throws the first
 * error that trying again does not mend; what came until then stays.
 */
export async function loadPages(plan: LoadPlan, parts: LoadParts, signal: AbortSignal): Promise<LoadPlan> {
  const { files } = parts
  const { expected } = plan
  const known = new Map((await files.list()).map(page => [page.index, page.documents]))
  const hashes = new Set<string>()
  let { pageSize } = plan
  /** Documents asked for in one request: less than a page once an answer was too large. */
  let most = pageSize
  let lastIndex = Number.POSITIVE_INFINITY

  /** Fetches what comes after `got` documents of a page, as much of it as one answer holds. */
  const fetchPart = async (index: number, got: number, inner: AbortSignal) => {
    for (;;) {
      const limit = Math.min(most, pageSize - got)
      const offset = index * pageSize + got
      const file = got === 0 ? files.draft(index) : files.furtherDraft(index)
      try {
        const part = await patiently(inner, parts.delay, async () =>
          checked(await parts.split(await parts.fetchPage({ limit, offset }, inner), limit, file)),
        )
        return { ...part, isShort: part.documents < limit }
      } catch (error) {
        if (!(error instanceof BodyTooLarge) || limit === 1) throw error
        most = Math.min(most, Math.ceil(limit / 2))
        // Nothing is here yet whose place depends on the size of a page.
        if (known.size === 0 && got === 0) pageSize = most
      }
    }
  }

  /** Documents without an ID may be the same again, as long as so many were counted. */
  const isRepeated = ({ hash, hasIds }: SplitPage, offset: number): boolean => {
    const isKnown = hashes.has(hash)
    hashes.add(hash)
    return isKnown && (hasIds || expected === null || offset >= expected)
  }

  /** Loads one page, and notes where the list ends. */
  const load = async (index: number, inner: AbortSignal): Promise<number> => {
    let [documents, bytes] = [0, 0]
    while (documents < pageSize) {
      const part = await fetchPart(index, documents, inner)
      if (part.documents === 0) break
      const end = index * pageSize + documents
      if (isRepeated(part, end)) {
        // Less than was asked for, and then the same: there is no more of it.
        if (index === 0 && documents > 0 && expected === null && part.hasIds) break
        await files.discard(index)
        throw repeatedPages()
      }
      if (documents > 0) await files.append(index)
      documents += part.documents
      bytes += part.bytes
      if (part.isShort && expected !== null && end + part.documents >= expected) break
    }
    if (documents > 0) {
      await files.keep(index, documents)
      parts.onPage({ documents, bytes })
    }
    await files.discard(index)
    known.set(index, documents)
    return documents
  }

  const first = known.get(0) ?? 0
  // A load that goes on had smaller pages, because of answers that were too large.
  if (first > 0 && first < pageSize && (expected === null || expected > first)) pageSize = most = first
  if (first === 0) await load(0, signal)
  // Without a count it is not known whether there are others.
  if (expected === null && known.get(0) === pageSize && !known.has(1)) await load(1, signal)
  const findEnd = (): void => {
    for (const [index, documents] of known) {
      if (documents < pageSize) lastIndex = Math.min(lastIndex, index)
    }
  }
  findEnd()

  const expectedPages = expected === null ? Number.POSITIVE_INFINITY : Math.ceil(expected / pageSize)
  const stop = new AbortController()
  const inner = AbortSignal.any([signal, stop.signal])
  let next = 1
  const work = async (end: () => number): Promise<void> => {
    while (next < end()) {
      const index = next++
      if (known.has(index)) continue
      await load(index, inner)
      findEnd()
    }
  }
  let failure: { readonly error: unknown } | null = null
  const lane = async (): Promise<void> => {
    try {
      await work(() => Math.min(expectedPages, lastIndex + 1))
    } catch (error) {
      // The others end because of this one, so theirs is not the reason.
      failure ??= { error }
      stop.abort()
    }
  }
  await Promise.all(Array.from({ length: maxAtOnce }, lane))
  throwIfSet(failure)
  // There may be more than was counted: one page after the other until one is short.
  await work(() => lastIndex + 1)
  return { ...plan, pageSize }
}

function repeatedPages(): ExplorerError {
  return new ExplorerError('malformed_response', 'The API gives the same documents for different pages.', {
    hint: 'It may not know the parameters l and o. Narrow the query to what fits into one page.',
  })
}

function throwIfSet(failure: { readonly error: unknown } | null): void {
  if (failure !== null) throw failure.error
}

function checked(page: SplitPage): SplitPage {
  if (page.error !== null) {
    throw new ExplorerError(
      'malformed_response',
      `The answer is not valid JSON: ${page.error.message} (byte ${page.error.position}).`,
      {
        hint: 'The answer may have been cut off on its way. Try again.',
        retryable: true,
      },
    )
  }
  if (page.shape !== 'list') {
    throw new ExplorerError('malformed_response', 'The API did not answer with a list of documents.', {
      hint: 'Only lists can be loaded as a whole.',
    })
  }
  return page
}

async function patiently<T>(
  signal: AbortSignal,
  delay: LoadParts['delay'],
  attempt: () => Promise<T>,
): Promise<T> {
  for (const pause of pausesMs) {
    if (signal.aborted) break
    try {
      return await attempt()
    } catch (error) {
      if (signal.aborted || !(error instanceof ExplorerError) || !error.retryable) throw error
      await delay(pause, signal)
    }
  }
  if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.')
  return attempt()
}
