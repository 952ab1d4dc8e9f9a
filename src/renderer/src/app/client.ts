import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  Events,
  ExplorerBridge,
} from '../../../shared/contract.ts'
import { ExplorerError, type Result } from '../../../shared/errors.ts'

declare global {
  interface Window {
    readonly explorer: ExplorerBridge
  }
}

type AnyMethod = (input: unknown, requestId?: string) => Promise<Result<unknown>>

let requests = 0

/**
 * Makes a call to main and gives its value. Throws `ExplorerError`. Aborting the signal cancels the work in main
 * and rejects with the code `cancelled`.
 */
export async function invoke<N extends CallName>(
  name: N,
  input: CallInput<N>,
  signal?: AbortSignal,
): Promise<CallOutput<N>> {
  const [group, method] = name.split('.') as [string, string]
  const bridge = window.explorer as unknown as Record<string, Record<string, AnyMethod>>
  const send = bridge[group]?.[method]
  if (send === undefined) throw new ExplorerError('internal', `There is no call named ${name}.`)
  const requestId = signal === undefined ? undefined : `${name}#${++requests}`
  const cancel = (): void => {
    if (requestId !== undefined) void window.explorer.app.cancel({ requestId })
  }
  signal?.throwIfAborted()
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const result = await send(input, requestId)
    if (!result.ok) throw ExplorerError.from(result.error)
    return result.value as CallOutput<N>
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** Listens to an event of main; the answer stops listening. */
export function listen<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void {
  return window.explorer.on[event](listener as never)
}
