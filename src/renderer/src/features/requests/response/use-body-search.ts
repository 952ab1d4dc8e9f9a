import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { BodyMatch, BodyMatches, BodySearch } from '../../../../../shared/bodies.ts'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** What is typed into the search bar. */
export type SearchText = Omit<BodySearch, 'view'>

/** Milliseconds of quiet before what is typed is searched for. */
const quiet = 200
const nothing: readonly BodyMatch[] = []

export interface FoundInBody {
  /** Null until a search has an answer. */
  readonly found: BodyMatches | null
  readonly searching: boolean
  readonly error: unknown
  /** Which of the matches is looked at, from 0. */
  readonly at: number
  readonly current: BodyMatch | null
  matchesIn(line: number): readonly BodyMatch[]
  /** Goes on to the next one, or back; round at the ends. */
  step(by: 1 | -1): void
}

/** Searches a view of a body on the main side, while somebody types. */
export function useBodySearch(
  responseId: string,
  view: BodySearch['view'] | null,
  typed: SearchText | null,
): FoundInBody {
  const [search] = useDebouncedValue(typed, quiet)
  const wanted = view !== null && typed !== null && search !== null && search.text !== ''
  const { data, error, isFetching } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'search', view, search],
    queryFn: ({ signal }) =>
      invoke(
        'responses.search',
        { responseId, search: { text: '', regex: false, matchCase: false, ...search, view: view ?? 'raw' } },
        signal,
      ),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5000,
  })
  const found = wanted ? (data ?? null) : null
  // The same search in the next answer goes on at the match with the same number.
  const words = JSON.stringify([view, search])
  const [place, setPlace] = useState({ of: words, at: 0 })
  const matches = found?.matches ?? nothing
  const at = place.of === words ? Math.min(place.at, Math.max(0, matches.length - 1)) : 0
  const byLine = useMemo(() => Map.groupBy(matches, ({ line }) => line), [matches])
  return {
    found,
    searching: isFetching || (typed !== null && typed !== search && typed.text !== ''),
    error: wanted ? error : null,
    at,
    current: matches[at] ?? null,
    matchesIn: line => byLine.get(line) ?? nothing,
    step(by) {
      if (matches.length > 0) setPlace({ of: words, at: (at + by + matches.length) % matches.length })
    },
  }
}
