import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { emptyQuery } from '../../../../../shared/documents.ts'
import { UnfinishedLoad } from './unfinished-load.tsx'

const dataset: Dataset = {
  ...{ id: 'd', name: 'weighings', previousId: null, pinned: false, createdAt: '2026-01-01T00:00:00Z' },
  source: {
    kind: 'collection',
    ...{ connectionId: 'c', applicationId: 'a', collectionId: 'k', query: emptyQuery },
  },
  ...{ state: 'paused', documents: 7200, expected: 20_000, bytes: 1, diskBytes: 1 },
  ...{ rate: null, secondsLeft: null, error: null, notes: [] },
}

/** What is said in its place, without markup. */
function show(change: Partial<Dataset>): string {
  const markup = renderToStaticMarkup(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <UnfinishedLoad dataset={{ ...dataset, ...change }} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return markup.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]*>/g, ' ')
}

it('a load that stands says so where all documents are needed, and can be resumed', () => {
  expect(show({})).toMatch(/Paused at 7,200 of 20,000 documents\..*Resume/)
  const error = {
    code: 'timeout',
    message: 'The API did not answer.',
    hint: 'Try again.',
    retryable: true,
  } as const
  expect(show({ state: 'failed', error })).toMatch(/The API did not answer\..*Try again\..*Resume/)
})

it('a load under way has nothing to resume', () => {
  expect(show({ state: 'loading' })).not.toContain('Resume')
})
