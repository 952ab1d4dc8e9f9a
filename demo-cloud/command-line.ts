import { parseArgs } from 'node:util'
import type { FaultRequest } from './control/faults.ts'
import { readFault } from './control/requests.ts'
import { type DemoCloudOptions, MOST_CLIENTS, MOST_DOCUMENTS } from './options.ts'

/** What the command line asked for. */
export interface Command {
  readonly help: boolean
  readonly json: boolean
  readonly exitWithParent: boolean
  readonly options: DemoCloudOptions
}

/** Arguments that cannot be understood; the message says which and why. */
export class UsageError extends Error {}

export const HELP = `Usage: npm run demo-cloud -- [options]

A local simulation of Weightron.Cloud. It listens on 127.0.0.1 and runs until it is ended.

  --port N                 port, 0 for a free one (default 0)
  --json                   print the description as one line of JSON and nothing else
  --seed TEXT              same seed, same credentials and documents (default weightron)
  --token-lifetime SECONDS how long access tokens live (default 300)
  --documents N            size of the large collection (default 100000)
  --clients N              clients beside the named ones, with mixed verdicts (default 0)
  --latency MS             every answer takes this much longer
  --status CODE            every API call is answered with this status
  --body json|text|html|empty  body of that answer (default json)
  --fault JSON             a fault rule as for POST /control/faults; may be given more than once
  --exit-with-parent       end when standard input or the channel to the parent closes
  --help                   print this
`

function whole(text: string | undefined, name: string, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`)
  }
  return number
}

function faultsFrom(
  rules: readonly string[],
  latency: number | undefined,
  status: number | undefined,
  body: string | undefined,
): readonly FaultRequest[] {
  const all: unknown[] = rules.map(rule => {
    try {
      return JSON.parse(rule) as unknown
    } catch (error) {
      throw new UsageError(`--fault is not JSON: ${(error as Error).message}`)
    }
  })
  if (latency !== undefined) all.push({ latencyMs: latency })
  if (status !== undefined)
    all.push({ host: 'api', answer: { kind: 'status', status, body: body ?? 'json' } })
  return all.map(readFault)
}

/** Reads the arguments. Throws a `UsageError`, or a `ControlError` for a fault that makes no sense. */
export function readCommand(args: readonly string[]): Command {
  const { values } = (() => {
    try {
      return parseArgs({
        args: [...args],
        options: {
          port: { type: 'string' },
          json: { type: 'boolean', default: false },
          seed: { type: 'string' },
          'token-lifetime': { type: 'string' },
          documents: { type: 'string' },
          clients: { type: 'string' },
          latency: { type: 'string' },
          status: { type: 'string' },
          body: { type: 'string' },
          fault: { type: 'string', multiple: true, default: [] },
          'exit-with-parent': { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      })
    } catch (error) {
      throw new UsageError((error as Error).message)
    }
  })()
  const port = whole(values.port, 'port', 0, 65_535)
  const tokenLifetimeSeconds = whole(values['token-lifetime'], 'token-lifetime', 1, 86_400)
  const documents = whole(values.documents, 'documents', 0, MOST_DOCUMENTS)
  const clients = whole(values.clients, 'clients', 0, MOST_CLIENTS)
  const latency = whole(values.latency, 'latency', 0, 600_000)
  const status = whole(values.status, 'status', 200, 599)
  return {
    help: values.help,
    json: values.json,
    exitWithParent: values['exit-with-parent'],
    options: {
      ...(port === undefined ? {} : { port }),
      ...(values.seed === undefined ? {} : { seed: values.seed }),
      ...(tokenLifetimeSeconds === undefined ? {} : { tokenLifetimeSeconds }),
      ...(documents === undefined ? {} : { documents }),
      ...(clients === undefined ? {} : { clients }),
      faults: faultsFrom(values.fault, latency, status, values.body),
    },
  }
}
