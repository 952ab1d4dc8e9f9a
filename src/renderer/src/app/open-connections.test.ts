import { expect, it } from 'vitest'
import { emptyRequest } from '../../../shared/requests.ts'
import { openConnectionIds, openKnownIds } from './open-connections.ts'
import { type TabContent, topPlace } from './workspace.ts'

it('a connection is open while an explorer or its token panel shows it, and once only', () => {
  const contents: readonly TabContent[] = [
    { kind: 'explorer', connectionId: 'a', place: topPlace },
    { kind: 'token', connectionId: 'a' },
    { kind: 'token', connectionId: 'b' },
    { kind: 'editor', connectionId: 'c', fromClipboard: false },
    { kind: 'check', connectionId: 'd' },
    { kind: 'settings' },
  ]
  expect(openConnectionIds(contents.map((content, index) => ({ id: String(index), content })))).toEqual([
    'a',
    'b',
  ])
})

it('a request whose connection was deleted opens none, until that is undone', () => {
  const request = { draftId: 'one', start: emptyRequest, title: 'GET access', savedId: null }
  const tabs = ['gone', 'kept'].map(id => ({
    id,
    content: { kind: 'request' as const, connectionId: id, ...request },
  }))
  expect(openKnownIds(tabs, [{ id: 'other' }, { id: 'kept' }])).toEqual(['kept'])
  expect(openKnownIds(tabs, [{ id: 'gone' }, { id: 'kept' }])).toEqual(['gone', 'kept'])
})
