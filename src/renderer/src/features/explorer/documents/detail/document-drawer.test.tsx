// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyQuery } from '../../../../../../shared/documents.ts'
import { emptyRequest } from '../../../../../../shared/requests.ts'
import { defaultSettings } from '../../../../../../shared/settings.ts'
import { useWorkspace } from '../../../../app/workspace.ts'
import { noChanges } from '../change-marks.ts'
import { DocumentDrawer } from './document-drawer.tsx'

const asked = { connectionId: 'c', applicationId: 'app', collectionId: 'weighings', query: emptyQuery }
const views: unknown[] = []
const explorer = {
  app: { cancel: async () => ({ ok: true, value: null }) },
  api: { document: () => new Promise(() => {}) },
  requests: {
    fromView: async (view: unknown) => {
      views.push(view)
      return { ok: true, value: { ...emptyRequest, path: '/{ApplicationID}' } }
    },
  },
}

beforeEach(() => {
  useWorkspace.setState({ tabs: [], activeId: null })
  const noMatch = { matches: false, addEventListener() {}, removeEventListener() {} }
  Object.assign(window, { explorer, matchMedia: () => noMatch })
})
afterEach(cleanup)

function show(place: Partial<typeof asked>): void {
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DocumentDrawer
          asked={{ ...asked, ...place }}
          open={{ by: 'id', id: 'd1' }}
          selected={null}
          rows={1}
          format={defaultSettings}
          changes={noChanges}
          onFollow={null}
          onStep={() => {}}
          onClose={() => {}}
        />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

describe('the drawer of a document', () => {
  it('opens its request, to be changed and sent', async () => {
    show({})
    fireEvent.click(screen.getByRole('button', { name: 'Open document as request' }))
    const { query: _query, ...place } = asked
    expect(views).toEqual([{ view: 'document', ...place, documentId: 'd1' }])
    await waitFor(() =>
      expect(useWorkspace.getState().tabs.map(({ content }) => content)).toMatchObject([
        { kind: 'request', connectionId: 'c', start: { path: '/{ApplicationID}' } },
      ]),
    )
  })

  it('of a file or an answer has none to open', () => {
    show({ connectionId: '', applicationId: '', collectionId: '' })
    expect(screen.queryByRole('button', { name: 'Open document as request' })).toBeNull()
  })
})
