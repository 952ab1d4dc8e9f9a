import { beforeEach, describe, expect, it } from 'vitest'
import { emptyRequest } from '../../../shared/requests.ts'
import { type TabContent, topPlace, useWorkspace } from './workspace.ts'

const explorer = (connectionId: string, collectionId: string | null = null): TabContent => ({
  kind: 'explorer',
  connectionId,
  place: { ...topPlace, applicationId: collectionId === null ? null : 'app', collectionId },
})

const kinds = (): readonly string[] => useWorkspace.getState().tabs.map(tab => tab.content.kind)
const activeContent = (): TabContent | undefined => {
  const { tabs, activeId } = useWorkspace.getState()
  return tabs.find(tab => tab.id === activeId)?.content
}

beforeEach(() => {
  useWorkspace.setState({ tabs: [], activeId: null, closed: [] })
})

describe('opening a tab', () => {
  it('goes to the one that shows the same thing already', () => {
    const { open } = useWorkspace.getState()
    open(explorer('a'))
    open(explorer('b'))
    open(explorer('a'))
    expect(kinds()).toHaveLength(2)
    expect(activeContent()).toEqual(explorer('a'))
  })

  it('keeps two collections of one connection apart', () => {
    const { open } = useWorkspace.getState()
    open(explorer('a', 'weighings'))
    open(explorer('a', 'vehicles'))
    expect(kinds()).toHaveLength(2)
  })

  it('takes the place of the Welcome tab', () => {
    const { open } = useWorkspace.getState()
    open({ kind: 'welcome' })
    open(explorer('a'))
    expect(kinds()).toEqual(['explorer'])
  })

  it('gives each new connection an editor of its own', () => {
    const { open } = useWorkspace.getState()
    open({ kind: 'editor', connectionId: null, fromClipboard: false })
    open({ kind: 'editor', connectionId: null, fromClipboard: true })
    expect(kinds()).toHaveLength(2)
  })
})

describe('closing', () => {
  it('the active tab makes its neighbour active', () => {
    const { open, close } = useWorkspace.getState()
    for (const id of ['a', 'b', 'c']) open(explorer(id))
    useWorkspace.getState().step(-1)
    close(useWorkspace.getState().activeId ?? '')
    expect(activeContent()).toEqual(explorer('c'))
  })

  it('the last tab leaves nothing active', () => {
    const { open, close } = useWorkspace.getState()
    open(explorer('a'))
    close(useWorkspace.getState().activeId ?? '')
    expect(useWorkspace.getState().activeId).toBeNull()
  })

  it('all tabs of a connection leaves the others', () => {
    const { open, closeOfConnection } = useWorkspace.getState()
    open(explorer('a'))
    open({ kind: 'token', connectionId: 'a' })
    open(explorer('b'))
    closeOfConnection('a')
    expect(kinds()).toEqual(['explorer'])
  })

  it('the tabs of a connection leaves its requests open', () => {
    const { open, closeOfConnection } = useWorkspace.getState()
    open(explorer('a'))
    const request = { draftId: 'one', start: emptyRequest, title: 'GET access', savedId: null }
    open({ kind: 'request', connectionId: 'a', ...request })
    closeOfConnection('a')
    expect(activeContent()).toMatchObject({ kind: 'request', connectionId: 'a', draftId: 'one' })
  })
})

describe('opening a closed tab again', () => {
  it('brings back the last ones, each in its place, with what stood in a request', () => {
    const { open, close, keepClosed, reopen } = useWorkspace.getState()
    const request = { draftId: 'one', start: emptyRequest, title: 'GET access', savedId: null }
    open({ kind: 'request', connectionId: 'a', ...request })
    open(explorer('b'))
    open({ kind: 'settings' })
    for (const { id } of useWorkspace.getState().tabs.slice(0, 2)) close(id)
    keepClosed('one', { ...emptyRequest, path: '/typed' })
    reopen()
    expect(kinds()).toEqual(['explorer', 'settings'])
    reopen()
    expect(kinds()).toEqual(['request', 'explorer', 'settings'])
    expect(activeContent()).toMatchObject({ draftId: 'one', start: { path: '/typed' } })
    reopen()
    expect(kinds()).toHaveLength(3)
  })

  it('goes to the tab that shows the same by now', () => {
    const { open, close, reopen } = useWorkspace.getState()
    open(explorer('a'))
    close(useWorkspace.getState().activeId ?? '')
    open(explorer('a'))
    reopen()
    expect(kinds()).toEqual(['explorer'])
  })

  it('remembers 20 of them, and none of a connection that is gone', () => {
    const { open, close, closeOfConnection } = useWorkspace.getState()
    for (let at = 0; at < 25; at++) {
      open(explorer(at % 2 === 0 ? 'a' : 'b', `c${at}`))
      close(useWorkspace.getState().activeId ?? '')
    }
    expect(useWorkspace.getState().closed).toHaveLength(20)
    closeOfConnection('a')
    expect(useWorkspace.getState().closed).toHaveLength(10)
  })
})

it('requests follow their files, and let go of those of another folder', () => {
  const { open, relinkSaved } = useWorkspace.getState()
  const request = { kind: 'request', connectionId: null, start: emptyRequest, title: '' } as const
  open({ ...request, draftId: 'one', savedId: 'A/one', savedVersion: 'v' })
  relinkSaved(savedId => savedId.replace('A/', 'B/'))
  expect(activeContent()).toMatchObject({ savedId: 'B/one', savedVersion: 'v' })
  relinkSaved(() => null)
  expect(activeContent()).toMatchObject({ savedId: null, savedVersion: null })
})

it('stepping past the end begins again', () => {
  const { open, step } = useWorkspace.getState()
  open(explorer('a'))
  open(explorer('b'))
  step(1)
  expect(activeContent()).toEqual(explorer('a'))
  step(-1)
  expect(activeContent()).toEqual(explorer('b'))
})
