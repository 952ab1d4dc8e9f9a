import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { calls, eventNames } from './src/shared/contract.ts'

const at = (path: string): string => resolve(import.meta.dirname, path)

/**
 * Three bundles. Main has an entry for each process that it starts. The preload must be one CommonJS file, or
 * a sandboxed window cannot load it.
 */
export default defineConfig(({ command }) => ({
  main: {
    define: { __DEV_SERVER__: JSON.stringify(command === 'serve') },
    build: {
      rollupOptions: {
        input: {
          index: at('src/main/start.ts'),
          'keychain-process': at('src/main/connections/keychain-process.ts'),
          'body-worker': at('src/main/responses/body-worker.ts'),
          'dataset-worker': at('src/main/datasets/dataset-worker.ts'),
          'sql-process': at('src/main/sql/sql-process.ts'),
          'demo-cloud': at('demo-cloud/utility-process.ts'),
        },
      },
    },
  },
  preload: {
    define: {
      __CALL_NAMES__: JSON.stringify(Object.keys(calls)),
      __EVENT_NAMES__: JSON.stringify(eventNames),
    },
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: at('src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    define: { __DEV_SERVER__: JSON.stringify(command === 'serve') },
    plugins: [react()],
    // The polyfill fetches, which the page's policy forbids; Chromium needs none.
    build: {
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: at('src/renderer/index.html'),
        // The first screen with all that it imports is one file. Else it is one for each set of screens that share
        // a module, some 65, and each costs a way to main and back.
        output: {
          codeSplitting: { groups: [{ name: 'first-screen', test: /renderer[\\/]src[\\/]main\.tsx$/ }] },
        },
      },
    },
  },
}))
