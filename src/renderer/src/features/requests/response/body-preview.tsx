import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BodyFacts } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { sizeText } from '../status-words.ts'
import css from './body-preview.module.css'

interface BodyPreviewProps {
  readonly responseId: string
  readonly facts: BodyFacts
  onSave(): void
}

/** The body as what it is: an image, a text, or what is known of it. Nothing of it is run or rendered as a page. */
export function BodyPreview({ responseId, facts, onSave }: BodyPreviewProps) {
  const { data, error } = useQuery({
    queryKey: [...queryKeys.response(responseId), 'preview'],
    queryFn: () => invoke('responses.preview', { responseId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (error !== null) return <ErrorState error={errorData(error)} />
  if (data === undefined) return null
  if (data.kind === 'facts') {
    return (
      <EmptyState
        hint={`${data.why} The body has ${sizeText(facts.bytes)}.`}
        action={<Button onClick={onSave}>Save body</Button>}
      >
        {data.what}
      </EmptyState>
    )
  }
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Preview of the body"
      className={css.preview}
    >
      <p className={css.what}>
        {data.kind === 'text' ? data.what : data.type}
        {data.kind === 'text' && data.cut && `, the beginning of ${sizeText(facts.bytes)}`}
      </p>
      {data.kind === 'image' ? (
        <img className={css.image} src={data.dataUrl} alt={`${data.type} in the body`} decoding="async" />
      ) : (
        <pre className={css.text}>{data.text}</pre>
      )}
    </section>
  )
}
