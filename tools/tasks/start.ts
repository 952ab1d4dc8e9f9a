import { chooseRuntime } from '../electron-standin/locate.ts'
import { runProgram } from './run-program.ts'

/** Builds the app and starts it on the person's own data. Further arguments go to the app. */
const built = await runProgram('electron-vite', ['build', '--logLevel', 'warn'], { quietOutput: true })
if (built === 0) {
  const visible = { STANDIN_VISIBLE: '1' }
  const runtime = chooseRuntime({ ...process.env, ...visible })
  process.exitCode = await runProgram(runtime.executable, ['.', ...process.argv.slice(2)], {
    env: { ...runtime.env, ...visible },
  })
} else {
  process.exitCode = built
}
