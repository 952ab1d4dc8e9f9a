import { setImmediate as nextTurn } from 'node:timers/promises'
import type { BodyProblem } from '../../shared/requests.ts'
import { createPrettyJson } from './pretty-json.ts'
import type { Spool } from './spool.ts'

/** Bytes that are printed in one go: a few milliseconds, then others have their turn. */
const pieceBytes = 256 * 1024
/** Indentation makes some bodies a hundred times as long; nobody reads that far. */
const mostBytes = 512 * 1024 * 1024

/** The pretty view of a body, made once and only when somebody looks at it. */
export interface PrettyBody {
  /** Resolves when there are that many lines, or all of them. */
  upTo(line: number): Promise<void>
  complete(): boolean
  /** Whether it is being made now. */
  printing(): boolean
  problem(): BodyProblem | null
  /** Stops the work; resolves when it has. */
  stop(): Promise<void>
}

/** Prints the raw body into another spool, piece by piece. `reserve` says whether there is room for so many bytes. */
export function createPrettyBody(raw: Spool, pretty: Spool, reserve: (bytes: number) => boolean): PrettyBody {
  const printer = createPrettyJson()
  let work: Promise<void> | null = null
  let stopped = false
  let complete = false
  /** Why it ends before the body does. */
  let cut: string | null = null
  let wake = (): void => {}
  let grown = new Promise<void>(resolve => {
    wake = resolve
  })
  const tell = (): void => {
    wake()
    grown = new Promise<void>(resolve => {
      wake = resolve
    })
  }

  const add = async (bytes: Uint8Array): Promise<void> => {
    if (!reserve(bytes.length)) cut = 'There is no room for more of it with indentation'
    else await pretty.append(bytes)
    if (pretty.size() > mostBytes) cut = 'Printed with indentation it is longer than 512 MB'
  }

  const print = async (): Promise<void> => {
    const size = raw.size()
    for (let at = 0; at < size && printer.problem() === null && cut === null && !stopped; at += pieceBytes) {
      await add(printer.push(await raw.read(at, at + pieceBytes)))
      tell()
      await nextTurn()
    }
    if (!stopped && cut === null) await add(printer.end())
  }

  const start = (): Promise<void> => {
    work ??= print().finally(() => {
      complete = true
      tell()
    })
    return work
  }

  return {
    async upTo(line) {
      const working = start()
      // A failure reaches everybody who waits; without anybody it is kept for the next.
      working.catch(() => undefined)
      while (!complete && pretty.lines() <= line) await Promise.race([grown, working])
      if (complete) await working
    },
    complete: () => complete,
    printing: () => work !== null && !complete,
    problem: () =>
      cut === null
        ? printer.problem()
        : { message: `${cut}; the rest is in Raw`, byte: 0, line: 0, column: 0 },
    async stop() {
      stopped = true
      await work?.catch(() => undefined)
    },
  }
}
