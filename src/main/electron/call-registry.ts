import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { type Call, type CallName, type CallOutput, calls } from '../../shared/contract.ts'
import { type ErrorData, ExplorerError, type Result } from '../../shared/errors.ts'

interface CallContext {
  /** Aborts when the window cancels the call. */
  readonly signal: AbortSignal
}

type ParsedInput<N extends CallName> =
  (typeof calls)[N] extends Call<infer Input, unknown> ? z.output<Input> : never

/** What main does for each call of the contract; `app.cancel` is served by the registry itself. */
export type CallHandlers = {
  readonly [N in Exclude<CallName, 'app.cancel'>]: (
    input: ParsedInput<N>,
    context: CallContext,
  ) => CallOutput<N> | Promise<CallOutput<N>>
}

export interface RegistryOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly handlers: CallHandlers
  /** Whether a message comes from the main frame of a window of ours, showing our own page. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean
  /** Calls back, once, when the page that sent this message is gone: closed, or crashed. */
  readonly onGone: (event: IpcMainInvokeEvent, gone: () => void) => void
  /** Takes secrets out of what is shown of an error. */
  readonly scrub: (text: string) => string
  /** Told of errors that nobody foresaw, and of those that only their cause explains: the log has to have it. */
  readonly onUnexpected: (call: CallName, error: unknown) => void
}

const refused: Result<never> = {
  ok: false,
  error: new ExplorerError('forbidden', 'This page may not call the app.').toData(),
}

/**
 * Registers every call of the contract: checks who sends, validates what is sent, runs the handler, and answers
 * with a `Result`. Nothing that a handler throws crosses the boundary but as redacted data.
 */
export function registerCalls(options: RegistryOptions): void {
  const running = new Map<string, AbortController>()
  /** Calls under way of each page: nobody waits for them once it is gone. */
  const ofPage = new Map<number, Set<AbortController>>()
  const callsOf = (event: IpcMainInvokeEvent): Set<AbortController> => {
    const { id } = event.sender
    const known = ofPage.get(id)
    if (known !== undefined) return known
    const made = new Set<AbortController>()
    ofPage.set(id, made)
    options.onGone(event, () => {
      ofPage.delete(id)
      for (const controller of made) controller.abort()
    })
    return made
  }
  const keyOf = (event: IpcMainInvokeEvent, requestId: string): string => `${event.sender.id}:${requestId}`

  for (const name of Object.keys(calls) as CallName[]) {
    options.ipcMain.handle(name, async (event, input: unknown, requestId?: unknown) => {
      if (!options.isTrusted(event)) return refused
      const controller = new AbortController()
      const calls = callsOf(event)
      calls.add(controller)
      const key = typeof requestId === 'string' && requestId.length <= 100 ? keyOf(event, requestId) : null
      try {
        const parsed = parse(name, input)
        if (name === 'app.cancel') {
          running.get(keyOf(event, (parsed as { requestId: string }).requestId))?.abort()
          return { ok: true, value: null }
        }
        if (key !== null) running.set(key, controller)
        const handler = options.handlers[name] as (input: unknown, context: CallContext) => unknown
        return { ok: true, value: await handler(parsed, { signal: controller.signal }) }
      } catch (error) {
        return { ok: false, error: describe(name, error, controller.signal, options) }
      } finally {
        calls.delete(controller)
        if (key !== null) running.delete(key)
      }
    })
  }
}

/** Validates an input without ever repeating it: it may hold a secret. */
function parse(name: CallName, input: unknown): unknown {
  const parsed = calls[name].input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.map(String).join('.')})`
  const own = issue?.code === 'custom' || (issue !== undefined && /\.$/.test(issue.message))
  throw new ExplorerError('invalid_input', own ? issue.message : `This input cannot be used${where}.`, {
    hint: own ? '' : 'Check the field and try again.',
  })
}

function describe(name: CallName, error: unknown, signal: AbortSignal, options: RegistryOptions): ErrorData {
  if (error instanceof ExplorerError) {
    if (error.code === 'internal') options.onUnexpected(name, error)
    const data = error.toData()
    return {
      ...data,
      message: options.scrub(data.message),
      hint: options.scrub(data.hint),
      ...(data.detail === undefined ? {} : { detail: options.scrub(data.detail) }),
    }
  }
  if (signal.aborted) return new ExplorerError('cancelled', 'Cancelled.').toData()
  options.onUnexpected(name, error)
  return new ExplorerError('internal', 'The app made a mistake and could not finish this.', {
    hint: 'Try again. If it happens again, copy the diagnostics in Settings and send them to the makers.',
    retryable: true,
  }).toData()
}
