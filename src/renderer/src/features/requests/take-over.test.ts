import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type BuiltRequest, emptyRequest } from '../../../../shared/requests.ts'
import { openRequest } from '../../app/request-tabs.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { useOpenRequests } from './open-requests.ts'
import { takeOver } from './take-over.ts'

const told = vi.hoisted(() => ({ undos: [] as (() => void)[] }))
vi.mock('./tell-undo.tsx', () => ({
  tellUndo: (_id: string, _what: string, onUndo: () => void) => told.undos.push(onUndo),
}))

const typed: BuiltRequest = { ...emptyRequest, path: '/typed' }
const taken: BuiltRequest = { ...emptyRequest, path: '/taken' }
const requestOf = (draftId: string) => useOpenRequests.getState().byId[draftId]?.request
const take = (before: BuiltRequest): void => {
  openRequest('a', before, 'one')
  useOpenRequests.getState().begin('one', before)
  takeOver('one', before, taken, patch => useOpenRequests.getState().change('one', patch))
}

describe('a request from elsewhere', () => {
  beforeEach(() => {
    useWorkspace.setState({ tabs: [], activeId: null })
    useOpenRequests.setState({ byId: {} })
    told.undos.length = 0
  })

  it('takes the place of the one in the tab, which comes back whole', () => {
    const sending = { timeLimitSeconds: 5, followRedirects: true, retries: 0 }
    openRequest('a', typed, 'one')
    useOpenRequests.getState().begin('one', typed)
    takeOver('one', typed, { ...taken, sending }, patch => useOpenRequests.getState().change('one', patch))
    expect(requestOf('one')).toEqual({ ...taken, sending })
    told.undos[0]?.()
    expect(requestOf('one')).toBe(typed)
  })

  it('stays when somebody went on with it: the one before gets a tab of its own', () => {
    take(typed)
    useOpenRequests.getState().change('one', { path: '/further' })
    told.undos[0]?.()
    expect(requestOf('one')?.path).toBe('/further')
    expect(useWorkspace.getState().tabs.at(-1)?.content).toMatchObject({ connectionId: 'a', start: typed })
  })

  it('says nothing in the place of a new one', () => {
    take(emptyRequest)
    expect(told.undos).toHaveLength(0)
  })
})
