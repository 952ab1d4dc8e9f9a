import { useQuery } from '@tanstack/react-query'
import type { Dataset } from '../../../../shared/datasets.ts'
import { placeText } from '../../features/data/load/load-words.ts'
import { tabOf } from '../../features/data/load/tab-of-dataset.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { connectionsQuery, datasetsQuery } from '../queries.ts'
import { type TabContent, useWorkspace } from '../workspace.ts'
import styles from './status-bar.module.css'

/**
 * A collection that is being loaded, or waits to be resumed after a pause, a failure or the end of the app, while
 * another screen is in front. Of several the one begun last.
 */
export function LoadStatus({ inFront }: { readonly inFront: TabContent | undefined }) {
  const loads = useQuery(datasetsQuery).data?.filter(isUnfinished) ?? []
  const connections = useQuery(connectionsQuery).data?.connections ?? []
  const load = loads
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    .find(
      ({ source }) => 'connectionId' in source && connections.some(({ id }) => id === source.connectionId),
    )
  if (load === undefined || isSeen(load, inFront)) return null
  return (
    <button
      type="button"
      className={styles.token}
      title={load.error?.message ?? `Go to ${load.name}`}
      onClick={() => useWorkspace.getState().open(tabOf(load, true))}
    >
      <VerdictShape tone={toneOfLoad(load)} />
      <span className={styles.numbers}>
        {load.name}: {placeText(load)}
      </span>
    </button>
  )
}

/** What is made of an answer is followed where the answer is. */
function isUnfinished({ source, state }: Dataset): boolean {
  return source.kind === 'collection' && state !== 'ready'
}

function isSeen({ source }: Dataset, inFront: TabContent | undefined): boolean {
  return (
    source.kind === 'collection' &&
    inFront?.kind === 'explorer' &&
    inFront.place.collectionId === source.collectionId &&
    inFront.place.applicationId === source.applicationId
  )
}

function toneOfLoad({ state }: Dataset) {
  if (state === 'failed') return 'broken'
  return state === 'paused' ? 'unknown' : 'checking'
}
