/**
 * A process of its own for typed SQL: a statement can take more memory and time than the engine's own limits keep it
 * to, and an interrupt does not always reach it. Whoever started it may end it at any time.
 */
import { type ConsoleDatabase, openConsole } from './console-database.ts'
import type { KeptRows } from './kept-rows.ts'
import { runStatement } from './run-statement.ts'
import type { RunAnswer, SourceTable, SqlActions, SqlReply, SqlRequest } from './sql-messages.ts'

/** The side of the channel that Electron gives to a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** Bytes of the whole process; strings of a single value are outside the limit that the engine keeps. */
const maxMemory = 2_000_000_000
const watchEvery = 100

let open: { readonly tables: string; readonly database: ConsoleDatabase } | null = null
let kept: KeptRows | null = null
let interrupt: () => void = () => undefined

async function databaseOf(tables: readonly SourceTable[]): Promise<ConsoleDatabase> {
  const wanted = JSON.stringify(tables)
  if (open?.tables === wanted) return open.database
  open?.database.close()
  open = null
  const database = await openConsole(tables)
  open = { tables: wanted, database }
  return database
}

async function run({ text, tables }: Parameters<SqlActions['run']>[0]): Promise<RunAnswer> {
  kept = null
  const controller = new AbortController()
  interrupt = () => controller.abort()
  const database = await databaseOf(tables)
  const connection = await database.connect()
  const stop = (): void => connection.interrupt()
  controller.signal.addEventListener('abort', stop)
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > maxMemory) post({ event: 'tooMuchMemory' })
  }, watchEvery)
  try {
    controller.signal.throwIfAborted()
    const { answer, rows } = await runStatement(connection, text, database.allowed, controller.signal)
    kept = rows
    return answer
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { state: 'failed', message, isInterrupt: controller.signal.aborted }
  } finally {
    clearInterval(watch)
    interrupt = () => undefined
    connection.closeSync()
  }
}

const actions: SqlActions = {
  run,
  rows: async ({ from, to }) => kept?.rows.slice(from, to) ?? [],
}

// One after the other: an answer must not be replaced while its rows are asked for.
let queue: Promise<void> = Promise.resolve()
function serve(message: unknown): void {
  const request = message as SqlRequest
  if (request.action === 'interrupt') {
    interrupt()
    return
  }
  const { id, action, input } = request
  const act = actions[action] as (input: unknown) => Promise<unknown>
  queue = queue
    .then(() => act(input))
    .then(
      output => post({ id, output }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.message : String(error) }),
    )
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
function post(reply: SqlReply): void {
  if (parentPort) parentPort.postMessage(reply)
  else process.send?.(reply)
}
if (parentPort) parentPort.on('message', event => serve(event.data))
else process.on('message', serve)
