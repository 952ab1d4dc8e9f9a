import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AppPackage, findAppPackage } from './app-package.ts'
import { type CommandLine, readCommandLine } from './command-line.ts'

/** What this run of the stand-in was asked to do. Read once, before any module of the API is made. */
export type Runtime = {
  readonly executable: string
  readonly args: readonly string[]
  readonly commandLine: CommandLine
  readonly app: AppPackage
  readonly electronVersion: string
  /** Show real windows: asked for by STANDIN_VISIBLE=1, and there is a display. */
  readonly visible: boolean
  /** Say on standard error what Chromium says: STANDIN_LOG=1. */
  readonly log: boolean
}

const electronManifest = join(import.meta.dirname, '../../node_modules/electron/package.json')

function readRuntime(args: readonly string[], env: NodeJS.ProcessEnv): Runtime {
  const commandLine = readCommandLine(args)
  if (commandLine.app === undefined)
    throw new Error('no app given: electron [options] <folder or file> [arguments]')
  const { version }: { version: string } = JSON.parse(readFileSync(electronManifest, 'utf8'))
  return {
    executable: join(import.meta.dirname, 'electron'),
    args,
    commandLine,
    app: findAppPackage(commandLine.app),
    electronVersion: `${version}-standin`,
    visible: env.STANDIN_VISIBLE === '1' && Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY),
    log: env.STANDIN_LOG === '1',
  }
}

export const runtime = readRuntime(process.argv.slice(2), process.env)
