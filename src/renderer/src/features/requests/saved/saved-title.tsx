import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import css from './saved.module.css'
import { useSavedRequests } from './use-saved-requests.ts'

interface SavedTitleProps {
  /** What stands there for a request that was not saved. */
  readonly title: string
  readonly savedId: string | null
  readonly request: BuiltRequest
}

/** Folder and name of a saved request, and whether it was changed since. */
export function SavedTitle({ title, savedId, request }: SavedTitleProps) {
  const { data } = useSavedRequests()
  const entry = data?.requests.find(each => each.savedId === savedId)
  const { data: saved } = useQuery({
    queryKey: queryKeys.savedRequest(savedId ?? ''),
    queryFn: () => invoke('workspace.get', { savedId: savedId ?? '' }),
    enabled: entry !== undefined,
    retry: false,
    staleTime: 5000,
  })
  if (entry === undefined) return <h1 className={css.title}>{title}</h1>
  const edited = saved !== undefined && !isSame(saved.request, request)
  return (
    <div className={css.where}>
      {entry.folder !== '' && (
        <>
          <span className={css.folder}>{entry.folder.split('/').at(-1)}</span>
          <IconChevronRight size={14} aria-hidden />
        </>
      )}
      <h1 className={css.title}>{entry.name}</h1>
      {edited && <span className={css.edited}>edited</span>}
    </div>
  )
}

/** Whether they would be written as the same file: what stands in a body that is switched off does not count. */
function isSame(a: BuiltRequest, b: BuiltRequest): boolean {
  return JSON.stringify(written(a)) === JSON.stringify(written(b))
}

function written({ body, ...request }: BuiltRequest): unknown {
  const members = Object.entries(request).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [members, body.kind, body.kind === 'none' ? null : [body.text, body.fields, body.file]]
}
