import type { ReactNode } from 'react'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import type { DocumentList } from '../../explorer/documents/use-document-list.ts'
import { sampleBasis } from './basis-text.ts'
import { SchemaView } from './schema-view.tsx'
import { useSampleSchema } from './use-sample-schema.ts'

interface SampleSchemaProps {
  readonly asked: DocumentsAsked
  readonly list: DocumentList
  readonly format: CellFormat
  /** Offers the whole picture; not shown where the sample is everything already. */
  readonly loadAll: ReactNode
}

/** The schema of the documents in the window, as long as the collection was not loaded as a whole. */
export function SampleSchema({ asked, list, format, loadAll }: SampleSchemaProps) {
  const schema = useSampleSchema(asked, list)
  return (
    <SchemaView
      schema={schema}
      format={format}
      basis={sampleBasis(schema, list.length.exact ? list.length.rows : null)}
      action={schema.isComplete ? null : loadAll}
      onFilter={undefined}
    />
  )
}
