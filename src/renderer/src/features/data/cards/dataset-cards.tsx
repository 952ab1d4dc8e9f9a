import type { ComponentProps } from 'react'
import { WithSchema } from '../schema/with-schema.tsx'
import { CardsView } from './cards-view.tsx'

interface DatasetCardsProps extends Omit<ComponentProps<typeof CardsView>, 'schema'> {
  readonly datasetId: string
}

/** Cards of the documents of a dataset; which fields they show is decided by all of them. */
export function DatasetCards({ datasetId, ...rest }: DatasetCardsProps) {
  return <WithSchema datasetId={datasetId}>{schema => <CardsView {...rest} schema={schema} />}</WithSchema>
}
