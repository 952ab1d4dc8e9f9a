import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readBenchCommand } from './command-line.ts'
import { runRows } from './harness/run-rows.ts'
import { tableText } from './harness/table.ts'
import { rows } from './rows/index.ts'

/**
 * Measures the rows named on the command line, or all, prints a table and with `--json FILE` writes the same as
 * JSON. Ends with 1 when a row could not be measured, with 2 for wrong use. A missed goal is a result, not a failure.
 */
const command = (() => {
  try {
    const asked = readBenchCommand(process.argv.slice(2))
    const unknown = asked.rows.filter(id => !rows.some(row => row.id === id))
    if (unknown.length === 0) return asked
    throw new Error(`There is no row ${unknown.join(', ')}. Rows: ${rows.map(({ id }) => id).join(', ')}.`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(2)
  }
})()

const chosen = rows.filter(({ id }) => command.rows.length === 0 || command.rows.includes(id))
const say = (text: string): void => void process.stderr.write(`${text}\n`)
const measured = await runRows(chosen, { runs: command.runs, say })
process.stdout.write(`\n${tableText(measured)}`)
if (command.json !== undefined) {
  // Package scripts run in the folder of the package; names of files are meant from where the person is.
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), command.json)
  await writeFile(path, `${JSON.stringify({ rows: measured }, null, 2)}\n`)
}
process.exitCode = measured.some(({ error }) => error !== undefined) ? 1 : 0
