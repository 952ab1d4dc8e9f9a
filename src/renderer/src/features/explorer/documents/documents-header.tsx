import { memo } from 'react'
import type { ExplorerPlace } from '../../../app/workspace.ts'
import { type Crumb, Crumbs } from '../../../ui/crumbs.tsx'
import { HeaderBar } from '../../../ui/header-bar.tsx'
import type { DatasetExport } from '../../data/export/use-dataset-export.ts'
import type { SelectedDocuments } from '../../data/table/dataset-selection.ts'
import { CopyAsCurl } from '../copy-as-curl.tsx'
import { GoTo } from '../go-to.tsx'
import { OpenAsRequest } from '../open-as-request.tsx'
import { DocumentsMenu } from './documents-menu.tsx'
import type { DocumentsAsked } from './documents-place.ts'
import { RefreshMenu } from './refresh-menu.tsx'
import type { ColumnLayout } from './table/column-layout.ts'
import type { DocumentsViewState } from './view-state.ts'
import { ViewSwitch } from './view-switch.tsx'

interface DocumentsHeaderProps {
  readonly asked: DocumentsAsked
  readonly place: ExplorerPlace
  readonly crumbs: readonly Crumb[]
  readonly mode: DocumentsViewState['mode']
  readonly refreshEvery: number | null
  readonly layout: ColumnLayout
  /** Rows of the list as far as known. */
  readonly rows: number
  readonly panelId: string
  /** The dataset on screen; null while the rows come from the API. */
  readonly selected: SelectedDocuments | null
  readonly exporting: DatasetExport
  onGo(place: ExplorerPlace): void
  onRefresh(): void
  onLoadAll(): void
  onChange(patch: Partial<DocumentsViewState>): void
}

/** Where one is, and what can be done with the documents as a whole. Not drawn again while rows scroll by. */
export const DocumentsHeader = memo(function DocumentsHeader(props: DocumentsHeaderProps) {
  const { asked, place, layout, onChange } = props
  return (
    <HeaderBar
      actions={
        <>
          <GoTo connectionId={asked.connectionId} place={place} onGo={props.onGo} />
          <ViewSwitch mode={props.mode} panelId={props.panelId} onChange={mode => onChange({ mode })} />
          <RefreshMenu
            every={props.refreshEvery}
            onRefresh={props.onRefresh}
            onChange={refreshEvery => onChange({ refreshEvery })}
          />
          <CopyAsCurl view={{ view: 'documents', ...asked }} withText={false} />
          <OpenAsRequest view={{ view: 'documents', ...asked }} />
          <DocumentsMenu
            asked={asked}
            columns={layout.all.map(laid => laid.column.keys)}
            rows={props.rows}
            selected={props.selected}
            exporting={props.exporting}
            onLoadAll={props.onLoadAll}
          />
        </>
      }
    >
      <Crumbs crumbs={props.crumbs} />
    </HeaderBar>
  )
})
