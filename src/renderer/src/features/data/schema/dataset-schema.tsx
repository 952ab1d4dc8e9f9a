import type { DatasetFilter } from '../../../../../shared/datasets.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { TypesButton } from '../types/types-button.tsx'
import { datasetBasis } from './basis-text.ts'
import { fieldRowHeight } from './field-row.tsx'
import { SchemaView } from './schema-view.tsx'
import { WithSchema } from './with-schema.tsx'

interface DatasetSchemaViewProps {
  readonly datasetId: string
  /** What the documents are called. */
  readonly name: string
  readonly format: CellFormat
  onFilter(filter: DatasetFilter): void
}

/** The schema of all documents of a dataset. */
export function DatasetSchemaView({ datasetId, name, format, onFilter }: DatasetSchemaViewProps) {
  return (
    <WithSchema datasetId={datasetId} rowHeight={fieldRowHeight}>
      {schema => (
        <SchemaView
          schema={schema}
          format={format}
          basis={datasetBasis(schema)}
          action={<TypesButton datasetId={datasetId} name={name} />}
          onFilter={onFilter}
        />
      )}
    </WithSchema>
  )
}
