import { useQueries, useQuery } from '@tanstack/react-query'
import type { BodyFacts, BodyLine, BodyProblem, HexRow } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** Views that are drawn row by row. */
export type RowMode = 'pretty' | 'raw' | 'hex'

/** Lines or rows of bytes that are fetched together. */
const blockLines = 200

interface BodyExtent {
  /** Lines that are known so far. */
  readonly total: number
  readonly complete: boolean
  readonly problem: BodyProblem | null
  readonly error: unknown
  retry(): void
}

/** How many lines a view of a body has. A pretty view grows while it is being made. */
export function useBodyExtent(responseId: string, facts: BodyFacts, isPretty: boolean): BodyExtent {
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'extent'],
    queryFn: () => invoke('responses.lines', { responseId, view: 'pretty', from: 0, to: 0 }),
    enabled: isPretty,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.complete === false ? 300 : false),
  })
  if (!isPretty) return { total: facts.lines, complete: true, problem: null, error: null, retry: () => {} }
  return {
    total: data?.total ?? 0,
    complete: data?.complete ?? false,
    problem: data?.problem ?? null,
    error,
    retry: () => void refetch(),
  }
}

type Row = BodyLine | HexRow

async function fetchBlock(responseId: string, mode: RowMode, block: number): Promise<readonly Row[]> {
  const [from, to] = [block * blockLines, (block + 1) * blockLines]
  if (mode === 'hex') return invoke('responses.bytes', { responseId, fromRow: from, toRow: to })
  return (await invoke('responses.lines', { responseId, view: mode, from, to })).lines
}

/** Rows of a window of a body; null where they are on their way. */
export function useBodyRows(responseId: string, mode: RowMode, first: number, last: number) {
  const from = Math.floor(first / blockLines)
  const blocks = Array.from({ length: Math.floor(last / blockLines) - from + 1 }, (_, at) => from + at)
  const answers = useQueries({
    queries: blocks.map(block => ({
      queryKey: [...queryKeys.response(responseId), mode, block],
      queryFn: () => fetchBlock(responseId, mode, block),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5000,
    })),
  })
  return (at: number): Row | null =>
    answers[Math.floor(at / blockLines) - from]?.data?.[at % blockLines] ?? null
}
