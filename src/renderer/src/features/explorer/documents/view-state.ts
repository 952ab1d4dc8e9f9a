import { useCallback, useState } from 'react'
import { type DocumentQuery, emptyQuery } from '../../../../../shared/documents.ts'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import { type DatasetSelection, wholeDataset } from '../../data/table/dataset-selection.ts'
import { nothingChosen, type RowChoice } from '../../data/table/row-choice.ts'
import { type ColumnChoices, noChoices } from './table/column-layout.ts'
import type { GridPosition } from './table/grid-keys.ts'

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
  /** Shows what the API has now although there is a dataset. */
  readonly live: boolean
  readonly focus: GridPosition
  readonly openRow: number | null
  /** A document opened by its ID, which may not be in the list. */
  readonly openId: string | null
  /** Milliseconds between two refreshes; null when it is off. */
  readonly refreshEvery: number | null
}

function startingAt(place: ExplorerPlace): DocumentsViewState {
  const query = place.query ?? emptyQuery
  return {
    place,
    draft: query,
    query,
    mode: 'table',
    choices: noChoices,
    selection: wholeDataset,
    chosen: nothingChosen,
    live: false,
    focus: { row: 0, column: 0 },
    openRow: null,
    openId: place.documentId,
    refreshEvery: null,
  }
}

/**
 * The state of a documents view, and how to change parts of it. It starts anew for another place. A tab in the
 * background keeps it, since its components stay mounted.
 */
export function useDocumentsViewState(
  place: ExplorerPlace,
): readonly [DocumentsViewState, (change: Partial<DocumentsViewState>) => void] {
  const [state, setState] = useState(() => startingAt(place))
  if (state.place !== place) setState(startingAt(place))
  const change = useCallback(
    (patch: Partial<DocumentsViewState>) =>
      setState(now => {
        const reorders =
          patch.selection !== undefined || patch.query !== undefined || patch.live !== undefined
        return { ...now, ...(reorders ? { chosen: nothingChosen } : {}), ...patch }
      }),
    [],
  )
  return [state.place === place ? state : startingAt(place), change]
}
