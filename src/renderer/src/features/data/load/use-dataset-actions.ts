import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import { datasetsQuery } from '../../../app/queries.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'

/** What can be done with loads and datasets. What goes wrong is said over the main sheet. */
export interface DatasetActions {
  /** Loads all documents of a question. The one that it refreshes stays, to be compared with. */
  loadAll(asked: DocumentsAsked, name: string, instead: Dataset | null): void
  pause(dataset: Dataset): void
  resume(dataset: Dataset): void
  pin(dataset: Dataset, pinned: boolean): void
  remove(dataset: Dataset): void
}

export function useDatasetActions(): DatasetActions {
  const cache = useQueryClient()
  return useMemo(() => {
    const take = (dataset: Dataset): void =>
      void cache.setQueryData(datasetsQuery.queryKey, (known = []) => [
        ...known.filter(({ id }) => id !== dataset.id),
        dataset,
      ])
    const run = (work: Promise<void>): void => void work.catch(useNotice.getState().show)
    const remove = async ({ id }: Dataset): Promise<void> => {
      cache.setQueryData(datasetsQuery.queryKey, (known = []) => known.filter(other => other.id !== id))
      await invoke('datasets.remove', { datasetId: id })
      cache.removeQueries({ queryKey: queryKeys.dataset(id) })
    }
    return {
      loadAll: (asked, name, instead) =>
        run(
          (async () => {
            take(await invoke('datasets.loadAll', { ...asked, name, previousId: instead?.id ?? null }))
          })(),
        ),
      pause: ({ id }) => run(invoke('datasets.pause', { datasetId: id }).then(take)),
      resume: ({ id }) => run(invoke('datasets.resume', { datasetId: id }).then(take)),
      pin: ({ id }, pinned) => run(invoke('datasets.pin', { datasetId: id, pinned }).then(take)),
      remove: dataset => run(remove(dataset)),
    }
  }, [cache])
}
