import { Button } from '@mantine/core'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import css from './load-strip.module.css'
import { paceText, placeText, shareLoaded } from './load-words.ts'
import type { DatasetActions } from './use-dataset-actions.ts'

interface LoadStripProps {
  readonly dataset: Dataset
  readonly actions: DatasetActions
  /** Runs the question that is loaded, where the view shows another one. */
  readonly onShow: (() => void) | null
}

/** A load under way, or one that can be resumed, in one line. */
export function LoadStrip({ dataset, actions, onShow }: LoadStripProps) {
  const { state, error } = dataset
  const share = shareLoaded(dataset)
  const stopped = state === 'paused' || state === 'failed'
  return (
    <section className={css.strip} aria-label="Load all">
      <VerdictShape tone={state === 'failed' ? 'broken' : stopped ? 'unknown' : 'checking'} size={12} />
      <span className={css.count} role="status">
        {placeText(dataset)}
      </span>
      <span
        className={css.track}
        role="progressbar"
        aria-label="Documents loaded"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <span style={{ width: `${(share ?? 0) * 100}%` }} data-stopped={stopped} />
      </span>
      <span className={css.pace}>
        {error === null
          ? stopped && onShow !== null
            ? 'another query'
            : paceText(dataset)
          : `${error.message} ${error.hint}`}
      </span>
      {onShow !== null && (
        <Button variant="subtle" size="compact-xs" onClick={onShow}>
          Show this query
        </Button>
      )}
      {state === 'loading' && (
        <Button variant="subtle" size="compact-xs" onClick={() => actions.pause(dataset)}>
          Pause
        </Button>
      )}
      {stopped && (
        <Button size="compact-xs" onClick={() => actions.resume(dataset)}>
          Resume
        </Button>
      )}
      <Button variant="subtle" size="compact-xs" onClick={() => actions.remove(dataset)}>
        {stopped ? 'Discard' : 'Cancel'}
      </Button>
    </section>
  )
}
