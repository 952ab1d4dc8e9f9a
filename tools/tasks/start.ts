import { chooseRuntime } from '../electron-standin/locate.ts'
import { runProgram } from './run-program.ts'

/** Builds the app and starts it on the person's own data. Further arguments go to the app. */
const built = await runProgram('electron-vite', ['build', '--logLevel', 'warn'], { quietOutput: true })
if (built === 0) {
  const runtime = chooseRuntime()
  process.exitCode = await runProgram(runtime.executable, ['.', ...process.argv.slice(2)], {
    env: runtime.env,
  })
} else {
  process.exitCode = built
}
