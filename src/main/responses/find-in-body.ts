import type { Worker } from 'node:worker_threads'
import type { BodyMatch, BodyMatches, BodySearch } from '../../shared/bodies.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { type Kept, whileDiskAllows } from './kept-bodies.ts'
import { runJob } from './run-job.ts'
import { searchPattern } from './search-pattern.ts'

interface FindOptions {
  readonly startWorker: () => Worker
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Searches a view of a body in a thread of its own. When the time is over, what was found until then is the answer.
 * Throws `invalid_input` for a wrong expression.
 */
export async function findInBody(kept: Kept, search: BodySearch, options: FindOptions): Promise<BodyMatches> {
  const { startWorker, signal, timeLimitMs } = options
  check(search)
  const isPretty = search.view === 'pretty' && kept.facts.kind === 'json'
  if (isPretty) await whileDiskAllows(() => kept.prettyBody.upTo(Number.POSITIVE_INFINITY))
  const spool = isPretty ? kept.pretty : kept.raw
  const matches: BodyMatch[] = []
  let count = 0
  const end = await runJob(
    { kind: 'search', body: spool.handOver(), decoder: kept.decoder, search },
    {
      startWorker,
      timeLimitMs,
      signal,
      onNews(news) {
        if (news.kind !== 'found') return
        matches.push(...news.matches)
        count += news.count
      },
    },
  )
  return { matches, count, whole: end === 'done' }
}

function check(search: BodySearch): void {
  try {
    searchPattern(search)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine begins with "Invalid regular expression: /…/flags: ".
    const reason = error.message.replace(/^.*\/[a-z]*: /s, '')
    throw new ExplorerError('invalid_input', `Not a regular expression: ${reason}.`, {
      hint: 'Mend it, or switch the regular expression off to search for the text as it is.',
    })
  }
}
