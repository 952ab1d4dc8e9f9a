/** A child process as the domains know it, so that they need not know Electron. */
export interface ChildHandle {
  postMessage(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  /** Asks the child to end; a child that is stuck needs `process.kill(pid, 'SIGKILL')` by the caller. */
  kill(): void
  pid(): number | undefined
}
