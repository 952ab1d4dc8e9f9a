/** A window, as far as ending the app is concerned. */
export type OpenWindow = {
  /** Closes unless the page or the app objects; says whether it closed. */
  closeGently(): Promise<boolean>
  destroy(): void
}

const windows = new Set<OpenWindow>()
const exitWork: (() => Promise<unknown>)[] = []

/** How far the run has come; shared by the app, its windows and what must end with them. */
export const lifecycle = {
  ready: false,
  exiting: false,
  windows,
}

/** Registers work that must be done before the process exits, such as ending children. */
export function beforeExit(work: () => Promise<unknown>): void {
  exitWork.push(work)
}

export async function doExitWork(): Promise<void> {
  const results = await Promise.allSettled(exitWork.map(work => work()))
  for (const result of results) {
    if (result.status === 'rejected') process.stderr.write(`electron stand-in: ${String(result.reason)}\n`)
  }
}
