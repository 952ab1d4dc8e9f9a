import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CodeLanguage, WrittenCode } from '../../../../shared/code.ts'

const execute = promisify(execFile)

/** A command that runs a program of a language, and how to see that it is on this machine. */
interface Runtime {
  readonly command: string
  readonly args: readonly string[]
  /** Succeeds where the runtime, with what a lone request needs, is there. */
  readonly probe: readonly string[]
}

const runtimes: Readonly<Partial<Record<CodeLanguage, Runtime>>> = {
  curl: { command: 'bash', args: [], probe: ['-c', 'curl --version && jq --version'] },
  javascript: { command: process.execPath, args: [], probe: ['--version'] },
  typescript: { command: process.execPath, args: [], probe: ['--version'] },
  node: { command: process.execPath, args: [], probe: ['--version'] },
  python: { command: 'python3', args: [], probe: ['-c', 'import requests'] },
  java: { command: 'java', args: [], probe: ['--list-modules'] },
  go: { command: 'go', args: ['run'], probe: ['version'] },
  php: { command: 'php', args: [], probe: ['-r', 'curl_init() || exit(1);'] },
  powershell: { command: 'pwsh', args: ['-NoProfile', '-File'], probe: ['-Version'] },
}

/** What is missing to run programs of this language here, which is also printed; null where nothing is. */
export function missingRuntime(language: CodeLanguage): string | null {
  const missing = findMissing(language)
  // A skipped test is a dot among others: whoever reads the output shall know what was not tried.
  if (missing !== null) process.stdout.write(`Not run, compared as text alone: ${language} (${missing}).\n`)
  return missing
}

function findMissing(language: CodeLanguage): string | null {
  const runtime = runtimes[language]
  if (runtime === undefined) return `no test runs ${language}`
  try {
    execFileSync(runtime.command, runtime.probe, { stdio: 'ignore' })
    return null
  } catch {
    // Not on this machine: the caller skips its test, and says so.
    return `${runtime.command} with what ${language} needs is not on this machine`
  }
}

/** Runs a program beside `files`, with nothing of this process's environment but the path, and what is given. */
export async function runCode(
  language: CodeLanguage,
  { text, fileName }: WrittenCode,
  environment: Readonly<Record<string, string>>,
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  const runtime = runtimes[language]
  if (runtime === undefined) throw new Error(`Nothing runs ${language}.`)
  const folder = await mkdtemp(join(tmpdir(), 'code-'))
  try {
    const file = join(folder, fileName)
    await writeFile(file, text)
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
    const { PATH = '', HOME = '' } = process.env
    const options = { cwd: folder, env: { PATH, HOME, ...environment }, maxBuffer: 64 * 1024 * 1024 }
    const done = await execute(runtime.command, [...runtime.args, file], options)
    return { ...done, exitCode: 0 }
  } catch (error) {
    if (error instanceof Error && 'stderr' in error && 'code' in error && typeof error.code === 'number') {
      const { stdout, stderr, code } = error as Error & { stdout: string; stderr: string; code: number }
      return { stdout, stderr, exitCode: code }
    }
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
