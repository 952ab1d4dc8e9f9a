import type { IpcMainInvokeEvent } from 'electron'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallName, calls } from '../../shared/contract.ts'
import { ExplorerError, errorCodes } from '../../shared/errors.ts'
import { type CallHandlers, type RegistryOptions, registerCalls } from './call-registry.ts'

type Listener = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown
type Handler = (input: unknown, context: { signal: AbortSignal }) => unknown

const names = Object.keys(calls) as CallName[]
const sender = { sender: { id: 1 } } as IpcMainInvokeEvent
const id = '00000000-0000-4000-8000-000000000000'

/** Registers every call over one handler that stands for them all, and gives a function that calls as a page does. */
function setUp(options: { handler?: Handler; overrides?: Partial<RegistryOptions> } = {}) {
  const listeners = new Map<string, Listener>()
  const reached: { name: string; input: unknown }[] = []
  const unexpected: unknown[] = []
  const pages: (() => void)[] = []
  const handlers = Object.fromEntries(
    names.map(name => [
      name,
      (input: unknown, context: { signal: AbortSignal }) => {
        reached.push({ name, input })
        return options.handler?.(input, context) ?? null
      },
    ]),
  ) as unknown as CallHandlers
  registerCalls({
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener) },
    handlers,
    isTrusted: () => true,
    onGone: (_event, gone) => pages.push(gone),
    scrub: text => text.replaceAll('hunter2-secret', '[removed]'),
    onUnexpected: (_name, error) => unexpected.push(error),
    ...options.overrides,
  })
  const send = (name: CallName, ...args: unknown[]): Promise<unknown> => {
    const listener = listeners.get(name)
    if (listener === undefined) throw new Error(`${name} is not registered`)
    return Promise.resolve(listener(sender, ...args))
  }
  const closePage = (): void => {
    for (const gone of pages.splice(0)) gone()
  }
  return { listeners, reached, unexpected, send, closePage }
}

describe('the boundary', () => {
  it('registers every call of the contract and nothing else', () => {
    expect([...setUp().listeners.keys()].toSorted()).toEqual(names.toSorted())
  })

  it.each(names)('refuses %s from a page that is not ours', async name => {
    const { send, reached } = setUp({ overrides: { isTrusted: () => false } })
    expect(await send(name, {})).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(reached).toEqual([])
  })

  it.each(names)('answers any payload of %s with a result, and lets no unknown key through', async name => {
    const { send, reached } = setUp()
    await fc.assert(
      fc.asyncProperty(
        fc.anything({ withBigInt: true, withDate: true, withMap: true }),
        fc.anything(),
        async (input, requestId) => {
          reached.length = 0
          const answer = (await send(name, input, requestId)) as { ok: boolean; error?: { code: string } }
          if (answer.ok) {
            expect(calls[name].input.safeParse(input).success).toBe(true)
          } else {
            expect(errorCodes).toContain(answer.error?.code)
            expect(reached).toEqual([])
          }
        },
      ),
      { numRuns: 200 },
    )
    expect(await send(name, { surprise: 1 })).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
  })

  it('never repeats what was sent in the error about it', async () => {
    const { send } = setUp()
    const answer = await send('drafts.setSecret', {
      draftId: 'hunter2',
      secret: 'clientSecret',
      value: 12345678,
    })
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|12345678/)
  })

  it('gives the words of a field rule to the person', async () => {
    const { send } = setUp()
    const fields = { name: '' }
    expect(await send('checks.runDraft', { connectionId: null, draftId: id, fields })).toMatchObject({
      error: { code: 'invalid_input', message: 'Give the connection a name.' },
    })
  })

  it('takes secrets out of the errors that people see', async () => {
    const { send } = setUp({
      handler: () => {
        throw new ExplorerError('server_error', 'No hunter2-secret', {
          hint: 'hunter2-secret',
          detail: 'a hunter2-secret',
        })
      },
    })
    const answer = await send('app.info', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'server_error', message: 'No [removed]' } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })

  it('says nothing of an unforeseen error to the page, and tells main', async () => {
    const { send, unexpected } = setUp({
      handler: () => {
        throw new TypeError('hunter2 is not a function')
      },
    })
    const answer = await send('app.info', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
    expect(unexpected).toHaveLength(1)
  })

  it('tells main the cause of a failure that its own words do not explain, and of no other', async () => {
    const cause = new Error('ENOSPC')
    const thrown = [
      new ExplorerError('internal', 'The connection could not be written.', { cause }),
      new ExplorerError('not_found', 'Gone.'),
    ]
    const { send, unexpected } = setUp({
      handler: () => {
        throw thrown.shift()
      },
    })
    const answer = await send('app.info', {})
    expect(answer).toMatchObject({ ok: false, error: { message: 'The connection could not be written.' } })
    await send('app.info', {})
    expect(unexpected).toMatchObject([{ cause }])
  })

  it('cancels the call that is meant, of the window that made it', async () => {
    const { send } = setUp({
      handler: (_input, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const cancelled = send('api.applications', { connectionId: id }, 'one')
    let otherEnded = false
    void send('api.applications', { connectionId: id }, 'two').finally(() => {
      otherEnded = true
    })
    await send('app.cancel', { requestId: 'one' })
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(otherEnded).toBe(false)
  })

  it('ends the calls of a page that is gone, asked to be cancelled or not, and serves the next one', async () => {
    const handler: Handler = (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    const { send, closePage } = setUp({ handler })
    for (let page = 0; page < 2; page++) {
      const calls = [send('app.info', {}), send('settings.get', {}, 'one')]
      closePage()
      for (const answer of await Promise.all(calls)) {
        expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      }
    }
  })
})
