// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { emptyQuery } from '../../../../../shared/documents.ts'
import { JsonView } from './json/json-view.tsx'
import { ListLimit } from './list-limit.tsx'
import type { RowList } from './row-list.ts'

describe('a list that cannot lay out all documents', () => {
  it('says how many it shows and what to do, and nothing where it shows all', () => {
    const { rerender } = render(<ListLimit shown={100_000} all={1_000_000} />)
    screen.getByText('The first 100,000 of 1,000,000. Filter, or use the table.')
    rerender(<ListLimit shown={7} all={7} />)
    expect(document.body.textContent).toBe('')
  })

  it('is JSON of more than 100,000 documents', () => {
    const list: RowList = {
      length: { rows: 100_001, exact: true },
      memory: { columns: [], droppedColumns: 0 },
      loading: false,
      rowAt: () => undefined,
    }
    const asked = { connectionId: 'c', applicationId: 'a', collectionId: 'k', query: emptyQuery }
    render(
      <QueryClientProvider client={new QueryClient()}>
        <JsonView asked={asked} list={list} selected={null} label="All as JSON" onRange={() => undefined} />
      </QueryClientProvider>,
    )
    screen.getByText(/^The first 100,000 of 100,001/)
  })
})
