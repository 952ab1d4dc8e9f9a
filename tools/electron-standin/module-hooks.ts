import { registerHooks } from 'node:module'

const ELECTRON = new Set(['electron', 'electron/main', 'electron/common', 'electron/utility'])

/** Makes `electron` resolve to one module of the stand-in, for `import` and `require` alike. */
export function answerElectronWith(url: string): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      ELECTRON.has(specifier) ? { url, format: 'module', shortCircuit: true } : next(specifier, context),
  })
}
