import { chooseRuntime } from '../electron-standin/locate.ts'
import { runProgram } from './run-program.ts'

const visible = { STANDIN_VISIBLE: '1' }

/** Starts the app from a development server: what is saved in `src/renderer` shows at once. */
process.exitCode = await runProgram('electron-vite', ['dev', '--watch', ...process.argv.slice(2)], {
  env: { ...chooseRuntime({ ...process.env, ...visible }).env, ...visible },
})
