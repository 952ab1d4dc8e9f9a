import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { CodeBlock } from '../../ui/code-block/code-block.tsx'
import css from './build-pane.module.css'

interface PreviewPanelProps {
  readonly connectionId: string
  readonly request: BuiltRequest
}

/** The request as it would go out, placeholders and variables filled in, secrets left out. */
export function PreviewPanel({ connectionId, request }: PreviewPanelProps) {
  const rested = useDeferredValue(request)
  const { data, error } = useQuery({
    queryKey: [...queryKeys.requestCode, 'preview', connectionId, rested],
    queryFn: () => invoke('requests.preview', { connectionId, request: rested }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  })
  if (error !== null) {
    const { message, hint } = errorData(error)
    return <p className={css.problem}>{`${message} ${hint}`}</p>
  }
  return (
    <div className={css.preview}>
      <CodeBlock text={data?.text ?? ''} label="Request as it would be sent" copyLabel="Copy request" wrap />
    </div>
  )
}
