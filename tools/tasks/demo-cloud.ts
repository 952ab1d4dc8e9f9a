import { join } from 'node:path'
import { runProgram } from './run-program.ts'

/** Starts the demo cloud; all arguments are its own (`--help` lists them). */
const main = join(import.meta.dirname, '..', '..', 'demo-cloud', 'main.ts')
process.exitCode = await runProgram(process.execPath, [...process.execArgv, main, ...process.argv.slice(2)])
