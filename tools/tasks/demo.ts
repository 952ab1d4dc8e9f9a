import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDemoTour } from '../demo-tour.ts'
import { chooseRuntime } from '../electron-standin/locate.ts'
import { hasDisplay } from '../setup/display.mjs'
import { runProgram } from './run-program.ts'

/**
 * Shows the app on the demo cloud: in a window where there is a display, otherwise as a guided tour that leaves
 * pictures in `demo-output/`. `--tour` takes the tour in any case.
 */
const built = await runProgram('electron-vite', ['build', '--logLevel', 'warn'], { quietOutput: true })
if (built !== 0) process.exitCode = built
else if (hasDisplay() && !process.argv.includes('--tour')) process.exitCode = await openWindow()
else process.exitCode = await runDemoTour(join(process.cwd(), 'demo-output'))

/** Opens the app on data of its own, so that the demo leaves nothing among the person's connections. */
async function openWindow(): Promise<number> {
  const userData = await mkdtemp(join(tmpdir(), 'weightron-demo-'))
  try {
    const runtime = chooseRuntime({ ...process.env, STANDIN_VISIBLE: '1' })
    return await runProgram(runtime.executable, ['.', `--user-data-dir=${userData}`, '--demo'], {
      env: { ...runtime.env, STANDIN_VISIBLE: '1' },
    })
  } finally {
    await rm(userData, { recursive: true, force: true })
  }
}
