import { useCallback, useMemo, useState } from 'react'
import { type DocumentQuery, emptyQuery } from '../../../../../shared/documents.ts'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import type { Grouping } from '../../data/groups/group-rows.ts'
import { type DatasetSelection, wholeDataset } from '../../data/table/dataset-selection.ts'
import { nothingChosen, type RowChoice } from '../../data/table/row-choice.ts'
import type { CollectionPlace } from './documents-place.ts'
import type { ColumnChoices } from './table/column-layout.ts'
import type { GridPosition } from './table/grid-keys.ts'
import { useColumnChoices } from './table/use-column-choices.ts'

export type DocumentsMode = 'table' | 'cards' | 'json' | 'schema' | 'charts'

/** What a documents view knows beside its data. */
export interface DocumentsViewState {
  /** The place that this state was made for; another one means that somebody followed a link. */
  readonly place: ExplorerPlace
  /** What stands in the query bar. */
  readonly draft: DocumentQuery
  /** What was run last. */
  readonly query: DocumentQuery
  readonly mode: DocumentsMode
  readonly choices: ColumnChoices
  /** Which documents of the dataset are shown, and in which order, once there is one. */
  readonly selection: DatasetSelection
  /** Rows of the dataset that were chosen to do something with; another order or choice of rows makes it empty. */
  readonly chosen: RowChoice
  /** How the table groups the documents of the dataset; null where it shows them row by row. */
  readonly grouping: Grouping | null
  /** Shows what the API has now although there is a dataset. */
  readonly live: boolean
  readonly focus: GridPosition
  readonly openRow: number | null
  /** A document opened by its ID, which may not be in the list. */
  readonly openId: string | null
  /** Milliseconds between two refreshes; null when it is off. */
  readonly refreshEvery: number | null
}

/** What belongs to one tab; the columns belong to the collection. */
type OwnState = Omit<DocumentsViewState, 'choices'>

function startingAt(place: ExplorerPlace): OwnState {
  const query = place.query ?? emptyQuery
  return {
    place,
    draft: query,
    query,
    mode: 'table',
    selection: wholeDataset,
    chosen: nothingChosen,
    grouping: null,
    live: false,
    focus: { row: 0, column: 0 },
    openRow: null,
    openId: place.documentId,
    refreshEvery: null,
  }
}

/**
 * The state of a documents view, and how to change parts of it. It starts anew for another place. A tab in the
 * background keeps it, since its components stay mounted. How the columns stand belongs to the collection.
 */
export function useDocumentsViewState(
  place: ExplorerPlace,
  collection: CollectionPlace | null,
): readonly [DocumentsViewState, (change: Partial<DocumentsViewState>) => void] {
  const [kept, setState] = useState(() => startingAt(place))
  const [choices, choose] = useColumnChoices(collection)
  if (kept.place !== place) setState(startingAt(place))
  const own = kept.place === place ? kept : startingAt(place)
  const change = useCallback(
    ({ choices: arranged, ...patch }: Partial<DocumentsViewState>) => {
      if (arranged !== undefined) choose(arranged)
      setState(now => {
        const reorders =
          patch.selection !== undefined || patch.query !== undefined || patch.live !== undefined
        return { ...now, ...(reorders ? { chosen: nothingChosen } : {}), ...patch }
      })
    },
    [choose],
  )
  return [useMemo(() => ({ ...own, choices }), [own, choices]), change]
}
