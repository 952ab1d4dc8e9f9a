import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { leastRuns } from './harness/judge.ts'
import { runRows } from './harness/run-rows.ts'
import { tableText } from './harness/table.ts'
import { rows } from './rows/index.ts'

/**
 * Measures the rows named on the command line, or all, prints a table and with `--json FILE` writes the same as
 * JSON. Ends with 1 when a row could not be measured, with 2 for wrong use. A missed goal is a result, not a failure.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, runs: { type: 'string', default: String(leastRuns) } },
})
const unknown = positionals.filter(id => !rows.some(row => row.id === id))
const runs = Number(values.runs)
if (unknown.length > 0 || !Number.isInteger(runs) || runs < leastRuns) {
  console.error(
    unknown.length > 0
      ? `There is no row ${unknown.join(', ')}. Rows: ${rows.map(({ id }) => id).join(', ')}.`
      : `--runs must be a whole number, at least ${leastRuns}.`,
  )
  process.exit(2)
}

const chosen = rows.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
const measured = await runRows(chosen, { runs, say: text => process.stderr.write(`${text}\n`) })
process.stdout.write(`\n${tableText(measured)}`)
if (values.json !== undefined) {
  // Package scripts run in the folder of the package; names of files are meant from where the person is.
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), values.json)
  await writeFile(path, `${JSON.stringify({ rows: measured }, null, 2)}\n`)
}
process.exitCode = measured.some(({ error }) => error !== undefined) ? 1 : 0
