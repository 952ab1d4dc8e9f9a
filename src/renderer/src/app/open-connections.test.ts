import { expect, it } from 'vitest'
import { openConnectionIds } from './open-connections.ts'
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
