import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPin, IconPinFilled, IconX } from '@tabler/icons-react'
import type { Dataset, DatasetFilter } from '../../../../../shared/datasets.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { timeText } from '../../../ui/time/date-text.ts'
import { VerdictShape } from '../../../ui/verdict/verdict-shape.tsx'
import { withFilter } from '../table/dataset-selection.ts'
import { filterText } from '../table/filter-words.ts'
import { ChangesButton } from './changes-button.tsx'
import css from './load-strip.module.css'
import { sizeText } from './load-words.ts'
import { NotesButton } from './notes-button.tsx'
import type { DatasetActions } from './use-dataset-actions.ts'

interface DatasetBarProps {
  readonly dataset: Dataset
  readonly filters: readonly DatasetFilter[]
  /** Whether the view shows the dataset, not what the API has now. */
  readonly shown: boolean
  readonly settings: Settings
  readonly actions: DatasetActions
  onFilters(filters: readonly DatasetFilter[]): void
  /** Groups the documents; null where they are not shown as a table, or are grouped already. */
  readonly onGroup: (() => void) | null
  /** Null where there is nothing live to show instead. */
  readonly onShown: ((shown: boolean) => void) | null
  /** Null where it cannot be had again. */
  readonly onLoadAgain: (() => void) | null
}

/** What was loaded, which part of it is shown, and what can be done with it. */
export function DatasetBar(props: DatasetBarProps) {
  const { dataset, filters, shown, settings, actions, onFilters, onGroup, onShown, onLoadAgain } = props
  const { documents, createdAt, bytes, notes, pinned } = dataset
  return (
    <section className={css.strip} aria-label="Dataset">
      <VerdictShape tone="works" size={12} />
      <span className={css.count} role="status">
        All {documents.toLocaleString('en-GB')} loaded
      </span>
      <span className={`${css.back} ${css.wide}`}>
        at {timeText(createdAt, settings.timeZone)}, {sizeText(bytes)}
      </span>
      <NotesButton notes={notes} />
      <span className={css.chips}>
        {shown &&
          filters.map(filter => (
            <button
              key={JSON.stringify(filter)}
              type="button"
              className={css.chip}
              aria-label={`Remove the condition ${filterText(filter)}`}
              onClick={() => onFilters(filters.filter(other => other !== filter))}
            >
              <span>{filterText(filter)}</span>
              <IconX size={12} aria-hidden />
            </button>
          ))}
      </span>
      {onGroup !== null && (
        <Button variant="subtle" size="compact-xs" onClick={onGroup}>
          Group
        </Button>
      )}
      <Tooltip label={pinned ? 'Kept when the app ends. Press to let it go.' : 'Keep it when the app ends'}>
        <ActionIcon
          size="sm"
          aria-label="Keep this dataset"
          aria-pressed={pinned}
          onClick={() => actions.pin(dataset, !pinned)}
        >
          {pinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      {shown && (
        <ChangesButton
          dataset={dataset}
          format={settings}
          onFilter={filter => onFilters(withFilter(filters, filter.keys, filter))}
        />
      )}
      {onLoadAgain !== null && (
        <Button variant="subtle" size="compact-xs" onClick={onLoadAgain}>
          Load again
        </Button>
      )}
      {onShown !== null && (
        <Button variant="subtle" size="compact-xs" onClick={() => onShown(!shown)}>
          {shown ? 'Show live' : 'Show loaded'}
        </Button>
      )}
    </section>
  )
}
