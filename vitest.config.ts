import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,demo-cloud,tools,bench}/**/*.test.{ts,tsx}'],
    // Real servers, keyrings and child processes start in these tests; a busy machine needs the time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
  },
})
