import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { FilteredBody } from '../../../../../shared/bodies.ts'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** Milliseconds of quiet before what is typed is tried. */
const quiet = 300

export interface BodyFilter {
  /** Null where there is no filter, and until it has a result. */
  readonly result: FilteredBody | null
  readonly working: boolean
  /** A filter is at work and nothing of its result is known yet. */
  readonly pending: boolean
  readonly error: unknown
}

/** What a JSONPath selects of a body, as a body of its own. Null: no filter. */
export function useBodyFilter(responseId: string, typed: string | null): BodyFilter {
  const [path] = useDebouncedValue(typed, quiet)
  const wanted = typed !== null && path !== null && path.trim() !== ''
  const { data, error, isFetching } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'filter', path],
    queryFn: ({ signal }) => invoke('responses.filter', { responseId, path: path ?? '' }, signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    // Main keeps the last result only: an earlier one must not be taken for it.
    gcTime: 0,
    // What was selected of the answer before went with that answer.
    placeholderData: (before, query) => (query?.queryKey[1] === responseId ? before : undefined),
  })
  return {
    result: wanted && error === null ? (data ?? null) : null,
    working: wanted && (isFetching || typed !== path),
    pending: wanted && isFetching && data === undefined,
    error: wanted ? error : null,
  }
}
