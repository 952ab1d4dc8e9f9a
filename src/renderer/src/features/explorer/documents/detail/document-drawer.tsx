import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FieldNode } from '../../../../../../shared/documents.ts'
import { invoke } from '../../../../app/client.ts'
import { errorData } from '../../../../app/notice.ts'
import { collectionsQuery } from '../../../../app/queries.ts'
import { queryKeys } from '../../../../app/query-keys.ts'
import { CopyButton } from '../../../../ui/copy-button.tsx'
import { InlineError } from '../../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../../ui/skeleton-rows.tsx'
import { type SelectedDocuments, selectionInput } from '../../../data/table/dataset-selection.ts'
import { DetailTabs } from '../../drawer/detail-tabs.tsx'
import css from '../../drawer/drawer.module.css'
import { Drawer } from '../../drawer/drawer.tsx'
import { FieldTree } from '../../fields/field-tree.tsx'
import { type ForeignLink, foreignLinkOf } from '../../fields/foreign-link.ts'
import { OpenAsRequest } from '../../open-as-request.tsx'
import type { Changes } from '../change-marks.ts'
import type { DocumentsAsked } from '../documents-place.ts'
import type { CellFormat } from '../table/cell-text.ts'
import { ChangedFields } from './changed-fields.tsx'
import { DocumentLink } from './document-link.tsx'
import { useDocumentChanges } from './use-document-changes.ts'

/** Which document: by its position in the list, or by its ID when it need not be in the list. */
export type OpenDocument =
  | {
      readonly by: 'row'
      readonly row: number
      /** `_id` of the row, known before the document is there. */
      readonly id: string | null
      /** What the first column calls it. */
      readonly title: string
      /** When the block of the row came: after a refresh the document is read again. */
      readonly receivedAt: string
    }
  | { readonly by: 'id'; readonly id: string }

interface DocumentDrawerProps {
  readonly asked: DocumentsAsked
  readonly open: OpenDocument
  /** Where the row stands in a dataset; null when it comes from the API. */
  readonly selected: SelectedDocuments | null
  /** Rows of the list. */
  readonly rows: number
  readonly format: CellFormat
  /** What the last refresh changed among the rows of the API. */
  readonly changes: Changes
  /** Opens the document that another holds a copy of; null where there are no collections to look in. */
  readonly onFollow: ((link: ForeignLink) => void) | null
  onStep(by: 1 | -1): void
  onClose(): void
}

/** One document beside the table. */
export function DocumentDrawer({
  asked,
  open,
  selected,
  rows,
  format,
  changes,
  onFollow,
  onStep,
  onClose,
}: DocumentDrawerProps) {
  const { connectionId, applicationId, collectionId } = asked
  const { data, error, isPlaceholderData } = useDocument(asked, open, selected)
  const id = open.id ?? data?.id ?? null
  const ofDataset = useDocumentChanges(selected?.datasetId ?? null, id)
  const changed = selected === null ? changes.fields.get(id ?? '') : ofDataset
  const collections = useQuery({
    ...collectionsQuery(asked.connectionId, asked.applicationId),
    enabled: onFollow !== null,
  }).data?.collections
  const linkOf = (field: FieldNode, siblings: readonly FieldNode[]): ReactNode => {
    const link = onFollow === null ? null : foreignLinkOf(field, siblings, collections ?? [])
    return link === null || onFollow === null ? null : <DocumentLink link={link} onFollow={onFollow} />
  }
  return (
    <Drawer
      label="Document"
      title={titleOf(open, id)}
      place={open.by === 'row' ? `row ${(open.row + 1).toLocaleString('en-GB')}` : ''}
      busy={isPlaceholderData}
      onClose={onClose}
      actions={
        <>
          {open.by === 'row' && <StepButtons row={open.row} rows={rows} onStep={onStep} />}
          {id !== null && <CopyButton text={id} label="Copy ID" />}
          {id !== null && collectionId !== '' && (
            <OpenAsRequest
              view={{ view: 'document', connectionId, applicationId, collectionId, documentId: id }}
              label="Open document as request"
              small
            />
          )}
        </>
      }
    >
      {error !== null && (
        <div className={css.problem}>
          <InlineError error={errorData(error)} />
        </div>
      )}
      {error === null && data === undefined && (
        <SkeletonRows rows={12} rowHeight={26} label="Loading the document" />
      )}
      {error === null && data !== undefined && (
        <DetailTabs
          json={data.json}
          raw={data.raw}
          jsonLabel="JSON of the document"
          {...(changed === undefined || changed.length === 0
            ? {}
            : {
                changes: {
                  count: changed.length,
                  content: <ChangedFields fields={changed} format={format} />,
                },
              })}
        >
          <FieldTree fields={data.fields} format={format} objectLink={linkOf} />
        </DetailTabs>
      )}
    </Drawer>
  )
}

function titleOf(open: OpenDocument, id: string | null): string {
  const title = open.by === 'row' ? open.title : ''
  return title === '' ? (id ?? 'Document') : title
}

interface StepButtonsProps extends Pick<DocumentDrawerProps, 'rows' | 'onStep'> {
  readonly row: number
}

function StepButtons({ row, rows, onStep }: StepButtonsProps) {
  return (
    <>
      <Tooltip label="Previous document">
        <ActionIcon size="sm" aria-label="Previous document" disabled={row === 0} onClick={() => onStep(-1)}>
          <IconChevronUp size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Next document">
        <ActionIcon size="sm" aria-label="Next document" disabled={row >= rows - 1} onClick={() => onStep(1)}>
          <IconChevronDown size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function useDocument(asked: DocumentsAsked, open: OpenDocument, selected: SelectedDocuments | null) {
  const { connectionId, applicationId, collectionId, query } = asked
  const place = { connectionId, applicationId, collectionId }
  const list = queryKeys.documents(connectionId, applicationId, collectionId)
  return useQuery({
    queryKey:
      open.by === 'id'
        ? [...list, 'document', open.id]
        : selected === null
          ? [...list, query, 'at', open.row, open.receivedAt]
          : [...queryKeys.dataset(selected.datasetId), 'document', selected, open.row],
    queryFn: ({ signal }) => {
      if (open.by === 'id') return invoke('api.document', { ...place, documentId: open.id }, signal)
      return selected === null
        ? invoke('api.documentAt', { ...asked, index: open.row }, signal)
        : invoke('datasets.document', { ...selectionInput(selected), row: open.row }, signal)
    },
    placeholderData: keepPreviousData,
  })
}
