import { create } from 'zustand'
import type { ErrorData } from '../../../../shared/errors.ts'
import type { SqlAnswer } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { errorData, useNotice } from '../../app/notice.ts'

interface ConsoleState {
  /** Null until what was typed last has been read. */
  readonly text: string | null
  /** Milliseconds since the epoch when the statement under way was started; null while there is none. */
  readonly runningSince: number | null
  /** A cancel was asked for and is not done yet. */
  readonly isCancelling: boolean
  readonly answer: SqlAnswer | null
  /** What kept a statement from being run at all. */
  readonly error: ErrorData | null
}

/** The one console: its text and its last answer stay while its tab is closed. */
export const useConsole = create<ConsoleState>()(() => ({
  text: null,
  runningSince: null,
  isCancelling: false,
  answer: null,
  error: null,
}))

/** Long enough for a pause in typing. */
const restMs = 600
let timer: ReturnType<typeof setTimeout> | undefined

/** Changes the statement; it is kept for the next start when typing rests. */
export function changeText(text: string): void {
  if (useConsole.getState().text === text) return
  useConsole.setState({ text })
  clearTimeout(timer)
  timer = setTimeout(() => void invoke('sql.keepText', { text }).catch(useNotice.getState().show), restMs)
}

/** Reads what was typed last, once. */
export async function readText(): Promise<void> {
  if (useConsole.getState().text !== null) return
  const { text } = await invoke('sql.console', {})
  // Somebody may have started to type meanwhile.
  useConsole.setState(state => (state.text === null ? { text } : {}))
}

/** Runs a statement; the one before has to have ended. */
export async function runSql(text: string): Promise<void> {
  if (useConsole.getState().runningSince !== null) return
  useConsole.setState({ runningSince: Date.now(), isCancelling: false })
  try {
    useConsole.setState({ answer: await invoke('sql.run', { text }), error: null })
  } catch (error) {
    useConsole.setState({ answer: null, error: errorData(error) })
  } finally {
    useConsole.setState({ runningSince: null, isCancelling: false })
  }
}

/** Ends the statement under way; its answer says how that went. */
export function cancelSql(): void {
  const { runningSince, isCancelling } = useConsole.getState()
  if (runningSince === null || isCancelling) return
  useConsole.setState({ isCancelling: true })
  invoke('sql.cancel', {}).catch(useNotice.getState().show)
}
