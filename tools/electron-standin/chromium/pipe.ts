import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Protocol } from './protocol.ts'

type Commands = Protocol.CommandParameters
type Answers = Protocol.CommandReturnValues
type Events = Protocol.Events

/** A command that Chromium refused, or that it could no longer answer. */
class DevToolsError extends Error {
  override readonly name = 'DevToolsError'
}

/** Whether a command failed only because its page, or Chromium as a whole, is gone by now. */
export function isDevToolsGone(error: unknown): boolean {
  return (
    error instanceof DevToolsError &&
    /has exited|has gone|Session with given id|Invalid InterceptionId/.test(error.message)
  )
}

type Message = {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

type Waiting = { readonly method: string; resolve(result: never): void; reject(error: Error): void }

/** One end of the DevTools Protocol over a pair of pipes: JSON messages that end in a zero byte. */
export type DevToolsPipe = {
  /** @throws DevToolsError when Chromium refuses the command or the pipe has ended */
  send<M extends keyof Commands & keyof Answers>(
    method: M,
    params?: Commands[M],
    sessionId?: string,
  ): Promise<Answers[M]>
  /** Listens to an event of every session; `sessionId` is undefined for the browser's own. */
  on<E extends keyof Events>(
    event: E,
    listener: (params: Events[E], sessionId: string | undefined) => void,
  ): void
  /** Rejects whatever still waits for an answer. */
  end(reason: string): void
}

export function openDevToolsPipe(input: Writable, output: Readable): DevToolsPipe {
  const events = new EventEmitter()
  events.setMaxListeners(0)
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let ended: string | undefined
  let unfinished: Buffer[] = []

  function receive(message: Message): void {
    if (message.id === undefined) {
      if (message.method !== undefined) events.emit(message.method, message.params, message.sessionId)
      return
    }
    const command = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) command?.reject(new DevToolsError(`${command.method}: ${message.error.message}`))
    else command?.resolve(message.result as never)
  }

  function end(reason: string): void {
    ended ??= reason
    for (const { method, reject } of waiting.values()) reject(new DevToolsError(`${method}: ${reason}`))
    waiting.clear()
  }

  output.on('data', (chunk: Buffer) => {
    let from = 0
    for (let zero = chunk.indexOf(0); zero !== -1; zero = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...unfinished, chunk.subarray(from, zero)]).toString()
      unfinished = []
      from = zero + 1
      receive(JSON.parse(text))
    }
    if (from < chunk.length) unfinished.push(chunk.subarray(from))
  })
  // Writing to a browser that is gone fails here; `end` then tells each caller.
  input.on('error', () => end('Chromium has gone'))

  return {
    send: (method, params, sessionId) => {
      if (ended !== undefined) return Promise.reject(new DevToolsError(`${method}: ${ended}`))
      const id = ++lastId
      return new Promise((resolve, reject) => {
        waiting.set(id, { method, resolve, reject })
        input.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`)
      })
    },
    on: (event, listener) => {
      events.on(event, listener)
    },
    end,
  }
}
