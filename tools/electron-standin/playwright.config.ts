import { defineConfig } from 'playwright/test'
import { chooseRuntime } from './locate.ts'

const runtime = chooseRuntime()
Object.assign(process.env, runtime.env)
console.error(runtime.note)

/** The stand-in's own contract. It runs on the real Electron as well, where that is installed. */
export default defineConfig({
  testDir: './contract',
  outputDir: '../../test-results/electron-standin',
  timeout: 20_000,
  workers: 1,
  reporter: [['list'], ['json', { outputFile: '../../test-results/stand-in.json' }]],
})
