import { extname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type BulkLimits, usualLimits } from '../../main/checks/index.ts'
import { columns } from '../../main/import/index.ts'

export const formats = ['table', 'json', 'csv', 'html'] as const
export type Format = (typeof formats)[number]

/** What the command line asked for. */
export interface CheckCommand {
  readonly from: string
  readonly format: Format
  /** Null: standard output. */
  readonly out: string | null
  readonly limits: BulkLimits
  /** Where the app keeps its connections; null for the usual place. */
  readonly dataFolder: string | null
}

/** Arguments that cannot be understood; the message says which and why. */
export class UsageError extends Error {}

export const help = `Usage: npm run check -- --from FILE [options]

Checks the connections of a list and says of each whether it works. Needs no window and no build, and
no keychain where the list has the secrets.

  --from FILE           list of connections: CSV with a first line that names the columns, or a JSON array of
                        objects.
                        Columns: ${columns.slice(0, 5).join(', ')},
                        ${columns.slice(5).join(', ')}
  --format FORMAT       ${formats.join(', ')} (default by the ending of --out, otherwise table)
  --out FILE            write the report to a file that only you can read; standard output without it
  --concurrency N       checks at a time, in all and on each host, 1 to 64 (default ${usualLimits.concurrency})
  --rate N              checks started in a second at most (default: as many as there is room for)
  --time-limit SECONDS  for one connection, waiting for a busy server included (default ${usualLimits.connectionLimitMs / 1000})
  --expiring-days N     an application that ends within N days is expiring (default ${usualLimits.expiringDays})
  --data-folder DIR     data folder of the app, for secrets that it saved (default: the one of this user)
  --help                print this

Only client_id has to be in the list. Without token_url and api_base_url a connection is one of Weightron.Cloud.
A client_secret or api_key that is not in the list is taken from
  1. the environment variable WEIGHTRON_CLIENT_SECRET or WEIGHTRON_API_KEY, for every connection that lacks it,
  2. the keychain, if the app saved a connection with the same client ID, token URL and API base URL.
What was set for this call comes before what was saved; with both variables set the keychain is not asked. Nothing is
changed in the app or in the keychain. A connection whose secrets the keychain does not give out is listed as not
checked. No report holds a secret.

Ends with 0 when every connection works (or will expire soon), 1 when some do not or some rows could not be used,
2 for wrong use, 130 after Ctrl+C (SIGINT) and 143 after SIGTERM, both with a report of what was done so far.
`

/** Reads the arguments. Null: help was asked for. Throws `UsageError`. Files are found from `folder`. */
export function readCheckCommand(args: readonly string[], folder: string): CheckCommand | null {
  const values = parse(args)
  if (values.help === true) return null
  if (values.from === undefined || values.from === '') {
    throw new UsageError('Name the list of connections: --from FILE.')
  }
  if (values.out === '') throw new UsageError('--out needs the name of a file.')
  if (values['data-folder'] === '') throw new UsageError('--data-folder needs the name of a folder.')
  const connectionLimitMs =
    number('time-limit', values['time-limit'], 1, 3600, usualLimits.connectionLimitMs / 1000) * 1000
  return {
    from: resolve(folder, values.from),
    format: formatOf(values.format, values.out),
    dataFolder: values['data-folder'] === undefined ? null : resolve(folder, values['data-folder']),
    out: values.out === undefined ? null : resolve(folder, values.out),
    limits: {
      concurrency: whole('concurrency', values.concurrency, 1, 64, usualLimits.concurrency),
      startsPerSecond: values.rate === undefined ? null : number('rate', values.rate, 0.01, 1000, 0),
      connectionLimitMs,
      stepLimitMs: Math.min(usualLimits.stepLimitMs, connectionLimitMs),
      expiringDays: whole('expiring-days', values['expiring-days'], 0, 3650, usualLimits.expiringDays),
    },
  }
}

function parse(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      args: [...args],
      options: {
        from: text,
        format: text,
        out: text,
        concurrency: text,
        rate: text,
        'time-limit': text,
        'expiring-days': text,
        'data-folder': text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

function formatOf(asked: string | undefined, out: string | undefined): Format {
  if (asked === undefined) {
    return formats.find(format => out !== undefined && extname(out).toLowerCase() === `.${format}`) ?? 'table'
  }
  const format = formats.find(known => known === asked)
  if (format === undefined) throw new UsageError(`--format must be one of ${formats.join(', ')}.`)
  return format
}

function number(name: string, text: string | undefined, least: number, most: number, usual: number): number {
  if (text === undefined) return usual
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || value < least || value > most) {
    throw new UsageError(`--${name} must be a number from ${least} to ${most}.`)
  }
  return value
}

function whole(name: string, text: string | undefined, least: number, most: number, usual: number): number {
  const value = number(name, text, least, most, usual)
  if (!Number.isInteger(value)) throw new UsageError(`--${name} must be a whole number.`)
  return value
}
