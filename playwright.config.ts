import { defineConfig } from 'playwright/test'
import { chooseRuntime } from './tools/electron-standin/locate.ts'

// Playwright finds Electron, or what stands in for it, through the environment; the specs know neither.
Object.assign(process.env, chooseRuntime().env)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // A busy machine must not hold up a change; what passed only on its second try is named at the end of the tests.
  retries: process.env['CI'] === undefined ? 0 : 1,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
})
