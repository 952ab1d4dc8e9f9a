import { type Query, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { blockSize, type DocumentBlock, type DocumentRow } from '../../../../../shared/documents.ts'
import type { ErrorData } from '../../../../../shared/errors.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { blocksOf, blocksToDrop, type ListLength, type RowRange } from './block-window.ts'
import { type Changes, changesBetween, noChanges } from './change-marks.ts'
import type { DocumentsAsked } from './documents-place.ts'
import {
  emptyMemory,
  forgetLengths,
  type ListMemory,
  memoryFor,
  remember,
  rememberedLength,
} from './list-memory.ts'
import { useWantedBlocks } from './use-wanted-blocks.ts'

/** Blocks of the list that are left behind are kept for a while, in case somebody scrolls back. */
const forgetBlocksMs = 60_000

export interface RowAt {
  readonly block: DocumentBlock
  readonly row: DocumentRow
}

/** A list of documents as far as it is in view. */
export interface DocumentList {
  readonly memory: ListMemory
  readonly length: ListLength
  /** A row in view; undefined while it is on its way. */
  rowAt(index: number): RowAt | undefined
  /** The first block, which says what shape the answer has. */
  readonly first: DocumentBlock | undefined
  /** The block that came last, for its times and sizes. */
  readonly latest: DocumentBlock | undefined
  readonly count: Count
  /** What went wrong with a block in view. */
  readonly error: ErrorData | null
  /** Whether a block in view is being asked for. */
  readonly loading: boolean
  /** What the last refresh changed, and when; null before the first. */
  readonly refreshed: { readonly changes: Changes; readonly at: number } | null
  /** Asks the server again for what is in view, and forgets the rest. */
  refresh(): Promise<void>
}

export interface Count {
  readonly value: number | null
  readonly failed: boolean
}

/** Loads the blocks of a list that hold a range of rows, counts it on the side, and keeps memory bounded. */
export function useDocumentList(asked: DocumentsAsked, range: RowRange): DocumentList {
  const { connectionId, applicationId, collectionId, query } = asked
  const cache = useQueryClient()
  const keyOf = useCallback(
    (block: number) => queryKeys.block(connectionId, applicationId, collectionId, query, block),
    [connectionId, applicationId, collectionId, query],
  )
  /** Blocks fetched since the list was opened or refreshed: only those may come from what main still holds. */
  const fetched = useRef(new Set<number>())
  const fetchedFor = useRef(query)
  const [held, setHeld] = useState({ query, memory: emptyMemory })
  const memory = held.query === query ? held.memory : memoryFor(held.memory, held.query, query)
  useEffect(() => {
    // Blocks of another query are other blocks.
    if (query !== fetchedFor.current) fetched.current.clear()
    fetchedFor.current = query
  }, [query])
  const [refreshed, setRefreshed] = useState<DocumentList['refreshed']>(null)

  const isThere = useCallback(
    (block: number) => cache.getQueryData(keyOf(block)) !== undefined,
    [cache, keyOf],
  )
  const wanted = useWantedBlocks(blocksOf(range), isThere)
  const results = useQueries({
    queries: wanted.map(block => ({
      queryKey: keyOf(block),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const fresh = !fetched.current.has(block)
        const answer = await invoke('api.documents', { ...asked, block, fresh }, signal)
        fetched.current.add(block)
        return answer
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: forgetBlocksMs,
    })),
  })

  const blocks = new Map<number, DocumentBlock>()
  for (const { data } of results) if (data !== undefined) blocks.set(data.block, data)
  // Kept in state since blocks go again; set while rendering, so that no frame shows rows without their columns.
  const known = remember(memory, blocks.values())
  if (known !== held.memory || held.query !== query) setHeld({ query, memory: known })

  const first = blocks.get(0) ?? cache.getQueryData<DocumentBlock>(keyOf(0))
  const count = useCount(asked, first?.shape === 'list')
  useBoundedCache(keyOf, wanted)

  const refresh = useCallback(async () => {
    fetched.current.clear()
    const list = [...queryKeys.documents(connectionId, applicationId, collectionId), query]
    const isBlock = (entry: Query): boolean => entry.queryKey.at(-2) === 'block'
    const inView = (): DocumentBlock[] =>
      cache
        .getQueryCache()
        .findAll({ queryKey: list, type: 'active', predicate: isBlock })
        .flatMap(entry => (entry.state.data === undefined ? [] : [entry.state.data as DocumentBlock]))
    const before = inView()
    cache.removeQueries({ queryKey: list, type: 'inactive', predicate: isBlock })
    setHeld(now => ({ ...now, memory: forgetLengths(now.memory) }))
    await cache.refetchQueries({ queryKey: list, type: 'active' })
    const numbers = new Set(before.map(block => block.block))
    const after = inView().filter(block => numbers.has(block.block))
    const changes = after.length === before.length ? changesBetween(before, after) : noChanges
    setRefreshed({ changes, at: Date.now() })
  }, [cache, connectionId, applicationId, collectionId, query])

  const failed = results.find(result => result.error !== null)?.error ?? null
  return {
    memory: known,
    length: useMemo(() => rememberedLength(known, count.value), [known, count.value]),
    rowAt: index => {
      const block = blocks.get(Math.floor(index / blockSize))
      const row = block?.rows[index % blockSize]
      return block === undefined || row === undefined ? undefined : { block, row }
    },
    first,
    latest: latestOf(blocks.values()),
    count,
    error: failed === null ? null : errorData(failed),
    loading: results.some(result => result.isFetching),
    refreshed,
    refresh,
  }
}

/** Counts beside the rows; a failure is no reason to show anything but the lack of a number. */
function useCount(asked: DocumentsAsked, wanted: boolean): Count {
  const { connectionId, applicationId, collectionId, query } = asked
  const { data, error } = useQuery({
    queryKey: queryKeys.count(connectionId, applicationId, collectionId, query),
    queryFn: ({ signal }) => invoke('api.count', asked, signal),
    enabled: wanted,
  })
  return { value: data?.count ?? null, failed: error !== null }
}

/** Lets go of the blocks unseen for longest when there are too many. */
function useBoundedCache(keyOf: (block: number) => readonly unknown[], wanted: readonly number[]): void {
  const cache = useQueryClient()
  const seenAt = useRef(new Map<number, number>())
  const name = wanted.join(',')
  useEffect(() => {
    const onScreen = new Set(name === '' ? [] : name.split(',').map(Number))
    for (const block of onScreen) seenAt.current.set(block, performance.now())
    const cached = [...seenAt.current].map(([block, at]) => ({ block, seenAt: at }))
    for (const block of blocksToDrop(cached, onScreen)) {
      seenAt.current.delete(block)
      cache.removeQueries({ queryKey: keyOf(block), exact: true })
    }
  }, [cache, keyOf, name])
}

function latestOf(blocks: Iterable<DocumentBlock>): DocumentBlock | undefined {
  let latest: DocumentBlock | undefined
  for (const block of blocks) {
    if (latest === undefined || block.meta.receivedAt > latest.meta.receivedAt) latest = block
  }
  return latest
}
