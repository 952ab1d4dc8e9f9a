import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { invoke } from '../../../../app/client.ts'
import { useNotice } from '../../../../app/notice.ts'
import { queryKeys } from '../../../../app/query-keys.ts'
import type { CollectionPlace } from '../documents-place.ts'
import { type ColumnChoices, noChoices } from './column-layout.ts'
import { choicesOf, layoutOf } from './kept-choices.ts'

/** An edge that is pulled changes with every pixel; it is kept when it rests. Milliseconds. */
const restsAfter = 300

/**
 * The choices about the columns of a collection, shared by all tabs that show it and kept by main. Without a
 * collection they last as long as the tab.
 */
export function useColumnChoices(
  place: CollectionPlace | null,
): readonly [ColumnChoices, (choices: ColumnChoices) => void] {
  const cache = useQueryClient()
  const { connectionId = '', applicationId = '', collectionId = '' } = place ?? {}
  const isKept = place !== null
  const [own, setOwn] = useState(noChoices)
  const { data: kept = noChoices } = useQuery({
    queryKey: queryKeys.columnLayout(connectionId, applicationId, collectionId),
    queryFn: async ({ signal }) => {
      const layout = await invoke('layouts.get', { connectionId, applicationId, collectionId }, signal)
      return layout === null ? noChoices : choicesOf(layout)
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isKept,
  })
  const keep = useRef<{ timer: number; now(): void } | null>(null)
  useEffect(
    () => () => {
      keep.current?.now()
    },
    [],
  )
  const choose = useCallback(
    (choices: ColumnChoices) => {
      if (!isKept) {
        setOwn(choices)
        return
      }
      const key = queryKeys.columnLayout(connectionId, applicationId, collectionId)
      void cache.cancelQueries({ queryKey: key })
      cache.setQueryData(key, choices)
      clearTimeout(keep.current?.timer)
      const now = (): void => {
        clearTimeout(keep.current?.timer)
        keep.current = null
        invoke('layouts.set', { connectionId, applicationId, collectionId, layout: layoutOf(choices) }).catch(
          useNotice.getState().show,
        )
      }
      keep.current = { timer: window.setTimeout(now, restsAfter), now }
    },
    [cache, isKept, connectionId, applicationId, collectionId],
  )
  return [isKept ? kept : own, choose]
}
