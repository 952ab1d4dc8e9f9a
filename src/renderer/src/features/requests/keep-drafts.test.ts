import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyRequest, type OfferedDraft } from '../../../../shared/requests.ts'
import { useNotice } from '../../app/notice.ts'
import { openRequest } from '../../app/request-tabs.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { keepDrafts } from './keep-drafts.ts'
import { useOpenRequests } from './open-requests.ts'

const page = new EventTarget()
const saved: (readonly OfferedDraft[])[] = []
let notKept: readonly string[] = []

const requests = {
  drafts: async () => ({ ok: true, value: [] }),
  saveDrafts: async ({ drafts }: { readonly drafts: readonly OfferedDraft[] }) => {
    saved.push(drafts)
    return { ok: true, value: { notKept } }
  },
}
const window = Object.assign(page, { explorer: { requests } })

/** Until what was typed has rested and was saved. */
const rest = () => vi.advanceTimersByTimeAsync(300)

describe('the requests of the open tabs', () => {
  beforeEach(async () => {
    vi.useFakeTimers()
    vi.stubGlobal('window', window)
    keepDrafts()
    useWorkspace.setState({ tabs: [], activeId: null })
    notKept = []
    await rest()
    useNotice.getState().dismiss()
    saved.length = 0
  })

  it('are saved after a rest, and at once when the window closes before', async () => {
    openRequest(null, emptyRequest, 'a')
    useOpenRequests.getState().begin('a', emptyRequest)
    await rest()
    expect(saved).toHaveLength(1)
    useOpenRequests.getState().change('a', { path: '/typed-last' })
    page.dispatchEvent(new Event('pagehide'))
    await vi.advanceTimersByTimeAsync(0)
    expect(saved.at(-1)).toMatchObject([{ draftId: 'a', request: { path: '/typed-last' } }])
    await rest()
    page.dispatchEvent(new Event('pagehide'))
    await rest()
    expect(saved).toHaveLength(2)
  })

  it('come back as they were typed when their tab was closed', async () => {
    openRequest(null, emptyRequest, 'closed')
    useOpenRequests.getState().begin('closed', emptyRequest)
    useOpenRequests.getState().change('closed', { path: '/typed' })
    useWorkspace.getState().close(useWorkspace.getState().activeId ?? '')
    expect(useOpenRequests.getState().byId.closed).toBeUndefined()
    useWorkspace.getState().reopen('closed')
    await rest()
    expect(saved.at(-1)).toMatchObject([{ draftId: 'closed', request: { path: '/typed' } }])
  })

  it('that cannot be kept as they are, are named once', async () => {
    notKept = ['b']
    openRequest(null, { ...emptyRequest, path: '/too-long' }, 'b')
    useOpenRequests.getState().begin('b', { ...emptyRequest, path: '/too-long' })
    await rest()
    expect(useNotice.getState().error?.message).toBe('GET too-long will not be kept as it is over a restart.')
    useNotice.getState().dismiss()
    useOpenRequests.getState().change('b', { path: '/still-too-long' })
    await rest()
    expect(useNotice.getState().error).toBeNull()
  })

  it('whose method is being typed are not complained about', async () => {
    notKept = ['c']
    openRequest(null, { ...emptyRequest, method: '' }, 'c')
    await rest()
    expect(saved).toHaveLength(1)
    expect(useNotice.getState().error).toBeNull()
  })
})
