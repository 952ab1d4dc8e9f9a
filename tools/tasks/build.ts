import { runProgram } from './run-program.ts'

/** Builds main, preload and window into `out/`. Needs no Electron binary. */
process.exitCode = await runProgram('electron-vite', ['build', ...process.argv.slice(2)])
