import { spawn } from 'node:child_process'

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Standard output of the program goes to standard error, to keep ours clean. */
  readonly quietOutput?: boolean
}

/** Runs a program that npm installed (or any other on the PATH) and gives its exit code; passes signals on to it. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const output = options.quietOutput === true ? process.stderr : 'inherit'
  const child = spawn(command, args, {
    stdio: ['inherit', output, 'inherit'],
    env: { ...process.env, ...options.env },
    shell: process.platform === 'win32',
  })
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal)
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, passOn)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', code => {
      for (const signal of signals) process.off(signal, passOn)
      resolve(code ?? 1)
    })
  })
}
