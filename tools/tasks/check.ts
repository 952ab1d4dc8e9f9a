import { install } from 'undici'
import { runCheckCommand } from '../../src/cli/check.ts'

// The OAuth library asks for the global `Response`; Node would load a second undici for it.
install()

/** Checks the connections of a list without a window (`--help` says how). */
const signals = ['SIGINT', 'SIGTERM'] as const

process.exitCode = await runCheckCommand({
  args: process.argv.slice(2),
  // Package scripts run in the folder of the package; names of files are meant from where the person is.
  folder: process.env.INIT_CWD ?? process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal: listener => {
    for (const signal of signals) process.on(signal, listener)
    return () => {
      for (const signal of signals) process.off(signal, listener)
    }
  },
})
