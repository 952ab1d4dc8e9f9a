import type { BrowserWindow, BrowserWindowConstructorOptions, ForkOptions, UtilityProcess } from 'electron'

/** What the contract's main process keeps for the tests; read in `app.evaluate`. */
export type Seen = {
  readonly navigations: string[]
  readonly secondInstances: { readonly argv: string[]; readonly cwd: string; readonly data: unknown }[]
  readonly downloads: string[]
  readonly processes: { readonly type: string; readonly reason: string; readonly serviceName: string }[]
  readonly theme?: boolean
}

declare global {
  var seen: Seen
  var openWindow: (url?: string, options?: BrowserWindowConstructorOptions) => BrowserWindow
  var fork: (script: string, args?: string[], options?: ForkOptions) => UtilityProcess
  var child: UtilityProcess
  var childEvents: unknown[]
}
