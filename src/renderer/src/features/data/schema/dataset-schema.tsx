import { Button } from '@mantine/core'
import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import { errorData } from '../../../app/notice.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { TypesButton } from '../types/types-button.tsx'
import { datasetBasis } from './basis-text.ts'
import { fieldRowHeight } from './field-row.tsx'
import { SchemaView } from './schema-view.tsx'
import { useDatasetSchema } from './use-dataset-schema.ts'

interface DatasetSchemaViewProps {
  readonly datasetId: string
  /** What the documents are called. */
  readonly name: string
  readonly format: CellFormat
  onFilter(filter: DatasetFilter): void
}

/** The schema of all documents of a dataset. */
export function DatasetSchemaView({ datasetId, name, format, onFilter }: DatasetSchemaViewProps) {
  const { data, error, refetch } = useDatasetSchema(datasetId)
  if (data !== undefined) {
    return (
      <SchemaView
        schema={data}
        format={format}
        basis={datasetBasis(data)}
        action={<TypesButton datasetId={datasetId} name={name} />}
        onFilter={onFilter}
      />
    )
  }
  if (error !== null) {
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  return <SkeletonRows rows={12} rowHeight={fieldRowHeight} label="Describing the fields" />
}
