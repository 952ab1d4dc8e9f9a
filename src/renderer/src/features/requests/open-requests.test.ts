import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { emptyRequest } from '../../../../shared/requests.ts'
import { sendRequest, useOpenRequests } from './open-requests.ts'

const closed: string[] = []
let answer: () => unknown = () => ({ ok: true, value: null })

beforeEach(() => {
  closed.length = 0
  const responses = {
    close: async ({ responseId }: { readonly responseId: string }) => {
      closed.push(responseId)
      return { ok: true, value: null }
    },
  }
  const explorer = {
    on: { requestProgress: () => () => {} },
    requests: { send: async () => answer() },
    responses,
  }
  vi.stubGlobal('window', { explorer })
  useOpenRequests.setState({ byId: {} })
  useOpenRequests.getState().begin('one', emptyRequest)
})
afterEach(() => vi.unstubAllGlobals())

it('the last answer stays when the next sending brings none, and goes with the next one', async () => {
  const open = () => useOpenRequests.getState().byId.one
  answer = () => ({ ok: true, value: { responseId: 'first' } })
  await sendRequest('one', 'a', false)
  const error = { code: 'timeout', message: 'Too late.', hint: '', retryable: true, detail: '' }
  answer = () => ({ ok: false, error })
  await sendRequest('one', 'a', false)
  expect(open()).toMatchObject({ sent: { responseId: 'first' }, error: { message: 'Too late.' } })
  expect(closed).toEqual([])
  answer = () => ({ ok: true, value: { responseId: 'second' } })
  await sendRequest('one', 'a', false)
  expect(open()).toMatchObject({ sent: { responseId: 'second' }, error: null })
  expect(closed).toEqual(['first'])
})
