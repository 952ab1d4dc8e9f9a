import { ExplorerError } from '../../shared/errors.ts'
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
 * Fetches all pages that are not on disk yet, until one is shorter than was asked for. Gives the plan that was
 * followed: a server may give less at a time than asked for. Throws the first error that trying again does not mend;
 * what came until then stays.
 */
export async function loadPages(plan: LoadPlan, parts: LoadParts, signal: AbortSignal): Promise<LoadPlan> {
  const { files } = parts
  const known = new Map((await files.list()).map(page => [page.index, page.documents]))
  const hashes = new Set<string>()
  let { pageSize } = plan
  let lastIndex = Number.POSITIVE_INFINITY

  /** Loads one page, and notes where the list ends. */
  const load = async (index: number, inner: AbortSignal): Promise<number> => {
    const page = await patiently(inner, parts.delay, async () => {
      const body = await parts.fetchPage({ limit: pageSize, offset: index * pageSize }, inner)
      return checked(await parts.split(body, pageSize, files.draft(index)))
    })
    if (page.documents === 0) await files.discard(index)
    else if (hashes.has(page.hash)) {
      await files.discard(index)
      throw new ExplorerError('malformed_response', 'The API gives the same documents for different pages.', {
        hint: 'It may not know the parameters l and o. Narrow the query to what fits into one page.',
      })
    } else {
      hashes.add(page.hash)
      await files.keep(index, page.documents)
      parts.onPage({ documents: page.documents, bytes: page.bytes })
    }
    known.set(index, page.documents)
    return page.documents
  }

  const first = known.get(0) ?? (await load(0, signal))
  // A server with a limit of its own: what it gave is what it gives.
  if (first > 0 && first < pageSize && plan.expected !== null && plan.expected > first) pageSize = first
  const findEnd = (): void => {
    for (const [index, documents] of known) {
      if (documents < pageSize) lastIndex = Math.min(lastIndex, index)
    }
  }
  findEnd()

  const expectedPages =
    plan.expected === null ? Number.POSITIVE_INFINITY : Math.ceil(plan.expected / pageSize)
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
