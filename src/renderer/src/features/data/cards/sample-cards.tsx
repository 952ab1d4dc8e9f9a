import { type ComponentProps, useRef } from 'react'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import type { DocumentList } from '../../explorer/documents/use-document-list.ts'
import { useSampleSchema } from '../schema/use-sample-schema.ts'
import { CardsView } from './cards-view.tsx'

interface SampleCardsProps extends Omit<ComponentProps<typeof CardsView>, 'schema' | 'list'> {
  readonly asked: DocumentsAsked
  readonly list: DocumentList
}

/** Cards of the documents as they come from the API. */
export function SampleCards({ asked, list, ...rest }: SampleCardsProps) {
  const schema = useSampleSchema(asked, list)
  // The fields stay where they are while blocks come and go.
  const first = useRef({ query: asked.query, schema })
  if (first.current.query !== asked.query || first.current.schema.documents === 0) {
    first.current = { query: asked.query, schema }
  }
  return <CardsView {...rest} list={list} schema={first.current.schema} />
}
