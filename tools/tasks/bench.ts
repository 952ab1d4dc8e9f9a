import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBenchCommand } from '../../bench/command-line.ts'
import { chooseRuntime } from '../electron-standin/locate.ts'
import { runProgram } from './run-program.ts'

/**
 * Measures the app: `npm run bench`, some rows of it with `npm run bench -- ROW ROW`, and `--json FILE` for the same
 * as JSON. Builds the app first, and installs the programs that it is compared with where they are missing.
 */
const folder = join(import.meta.dirname, '..', '..', 'bench')
const peers = join(folder, 'peers')

const prepared = (await installPeers()) || (await build())
process.exitCode =
  prepared === 0
    ? await runProgram(
        process.execPath,
        [...process.execArgv, join(folder, 'main.ts'), ...process.argv.slice(2)],
        { env: chooseRuntime().env },
      )
    : prepared

/** Whether a row is asked for that needs them. Wrong use is said by the benchmarks themselves. */
function needsPeers(): boolean {
  try {
    const { rows } = readBenchCommand(process.argv.slice(2))
    return rows.length === 0 || rows.includes('bulk-bru')
  } catch {
    return false
  }
}

/** Some 500 packages that nothing else needs: a folder of their own, as its lock file has them. */
async function installPeers(): Promise<number> {
  if (!needsPeers() || isInstalled()) return 0
  process.stderr.write('Installing the programs to compare with into bench/peers, which takes a minute.\n')
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts']
  return await runProgram('npm', ['ci', '--prefix', peers, ...quiet], { quietOutput: true })
}

/** npm writes what it installed beside it, in the words of the lock file. */
function isInstalled(): boolean {
  const installed = join(peers, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const versions = (path: string): Record<string, { version?: string; optional?: boolean }> =>
    (JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, { version?: string }> }).packages
  const there = versions(installed)
  return Object.entries(versions(join(peers, 'package-lock.json'))).every(
    ([name, { version, optional }]) => name === '' || optional === true || there[name]?.version === version,
  )
}

async function build(): Promise<number> {
  return await runProgram('electron-vite', ['build', '--logLevel', 'warn'], { quietOutput: true })
}
