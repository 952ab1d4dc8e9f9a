/** What the stand-in understood of its command line. Everything else is left for the app to read. */
export type CommandLine = {
  /** Modules to load before the app (`-r`, `--require`), in order. */
  readonly preloads: readonly string[]
  /** Port of the Node inspector, 0 for any; undefined when not asked for. */
  readonly inspectPort: number | undefined
  /** `name` and value of every `--name=value` and `--name` before or after the app, as Electron reads them. */
  readonly switches: ReadonlyMap<string, string>
  /** The folder or file given as the app; undefined when there is none. */
  readonly app: string | undefined
}

/**
 * Reads the arguments that follow the executable's name, in the order Electron documents: options, the app, then
 * the app's own arguments. Switches count wherever they stand; only the first argument without a dash is the app.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const preloads: string[] = []
  const switches = new Map<string, string>()
  let inspectPort: number | undefined
  let app: string | undefined
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (app === undefined && (arg === '-r' || arg === '--require')) {
      const module = args[++index]
      if (module !== undefined) preloads.push(module)
    } else if (app === undefined && /^--inspect(-brk)?(=|$)/.test(arg)) {
      inspectPort = Number(arg.split('=')[1]?.split(':').pop() ?? 9229)
    } else if (arg.startsWith('--') && arg !== '--') {
      const [, name = '', value = ''] = /^--([^=]*)=?(.*)$/s.exec(arg) ?? []
      switches.set(name.toLowerCase(), value)
    } else if (app === undefined && !arg.startsWith('-')) {
      app = arg
    }
  }
  return { preloads, inspectPort, switches, app }
}
