import { parseArgs } from 'node:util'
import { leastRuns } from './harness/judge.ts'

/** What was asked for on the command line of the benchmarks. */
export interface BenchCommand {
  /** Rows by name; none means all. */
  readonly rows: readonly string[]
  /** Where the rows go as JSON; undefined for nowhere. */
  readonly json: string | undefined
  readonly runs: number
}

/** Reads the arguments. Throws, with what is wrong, for those that cannot be understood. */
export function readBenchCommand(args: readonly string[]): BenchCommand {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'string' }, runs: { type: 'string', default: String(leastRuns) } },
  })
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < leastRuns) {
    throw new Error(`--runs must be a whole number, at least ${leastRuns}.`)
  }
  return { rows: positionals, json: values.json, runs }
}
