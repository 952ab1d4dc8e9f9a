import { QueryClient } from '@tanstack/react-query'
import { ExplorerError } from '../../../shared/errors.ts'

const maxRetries = 2
/** Before the first repetition, in milliseconds; twice that before the second. Then people are told. */
const firstPause = 400

/** Only what may succeed unchanged is asked again; a refused key stays refused. */
export function worthRetrying(failures: number, error: unknown): boolean {
  return failures < maxRetries && error instanceof ExplorerError && error.retryable
}

/**
 * The cache of answers. `networkMode: 'always'`: every call goes to main, which also answers without a network (the
 * demo cloud does). Nothing is fetched again because the window came to the front: calls cost the user's quota.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: worthRetrying,
        retryDelay: failures => firstPause * 2 ** failures,
        // A view that is shown again must not send refused credentials once more: some servers lock a client for it.
        retryOnMount: query => worthRetrying(0, query.state.error),
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
