import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SentRequest } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { hashInAnswer, type WrittenDocument } from './as-read.ts'
import { loadedHash } from './known-documents.ts'

/** The state of a document that somebody had before their eyes. */
export interface SeenHash {
  readonly hash: string
  /** ISO 8601, UTC: when it was read. */
  readonly readAt: string
}

/** Lines of an answer that are looked through for it. */
const mostLines = 400

interface SeenWhere {
  readonly connectionId: string
  readonly document: WrittenDocument
  /** Where the document is; null where that is not known yet. */
  readonly url: string | null
  /** The last answer of the tab. */
  readonly sent: SentRequest | null
}

/**
 * The `_hash` of a document as the person saw it: in the last answer of the tab, or in what was loaded of the
 * collection. Null where neither has it.
 */
export function useSeenHash({ connectionId, document, url, sent }: SeenWhere): SeenHash | null {
  const cache = useQueryClient()
  const isAnswer = sent !== null && url !== null && isAnswerOf(sent, url)
  const responseId = sent?.responseId ?? ''
  const { data } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'hash'],
    queryFn: async () => {
      const input = { responseId, view: 'pretty', from: 0, to: mostLines } as const
      const { lines, complete } = await invoke('responses.lines', input)
      return { hash: hashInAnswer(lines.map(({ text }) => text)), complete }
    },
    enabled: isAnswer,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) =>
      state.data?.complete === false && state.data.hash === null ? 300 : false,
  })
  // After a change was answered, what was loaded before is surely of another state.
  if (isAnswer) return data?.hash == null ? null : { hash: data.hash, readAt: sent.receivedAt }
  return loadedHash(cache, { connectionId, ...document })
}

/** Whether an answer is the document at an address, whatever its query. */
function isAnswerOf({ status, body, url }: SentRequest, documentUrl: string): boolean {
  if (status < 200 || status > 299 || body.kind !== 'json') return false
  return placeOf(url) === placeOf(documentUrl)
}

function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url
}
