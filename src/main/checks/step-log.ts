import { type CheckStep, type CheckStepResult, checkSteps, type Exchange } from '../../shared/check.ts'

/** The steps of a running check, their times and exchanges. */
export interface StepLog {
  readonly begin: (step: CheckStep) => void
  /** Changes the summary of a step that is under way. */
  readonly say: (step: CheckStep, summary: string) => void
  readonly end: (
    step: CheckStep,
    state: 'ok' | 'failed',
    summary: string,
    exchanges: readonly Exchange[],
  ) => void
  /** Tells the listener how things stand, without a change. */
  readonly announce: () => void
  /** Marks every step that was not begun as not run. */
  readonly stop: (reason: string) => void
  readonly results: () => readonly CheckStepResult[]
  /** Milliseconds since the log was made. */
  readonly elapsed: () => number
}

/** A log with all steps waiting. Calls `changed` after each change of a step. */
export function createStepLog(stopwatch: () => number, changed: () => void): StepLog {
  const startedAt = stopwatch()
  const elapsed = () => Math.max(0, Math.round(stopwatch() - startedAt))
  let steps: readonly CheckStepResult[] = checkSteps.map(step => ({
    step,
    state: 'waiting',
    startMs: 0,
    ms: 0,
    summary: '',
    exchanges: [],
  }))
  const update = (step: CheckStep, change: (result: CheckStepResult) => Partial<CheckStepResult>) => {
    const index = checkSteps.indexOf(step)
    const result = steps[index]
    if (result !== undefined) steps = steps.with(index, { ...result, ...change(result) })
  }
  return {
    begin: step => {
      update(step, () => ({ state: 'running', startMs: elapsed() }))
      changed()
    },
    say: (step, summary) => {
      update(step, () => ({ summary }))
      changed()
    },
    end: (step, state, summary, exchanges) => {
      update(step, result => ({ state, summary, exchanges, ms: elapsed() - result.startMs }))
      changed()
    },
    announce: changed,
    stop: reason => {
      steps = steps.map(result =>
        result.state === 'waiting' ? { ...result, state: 'not_run', summary: reason } : result,
      )
    },
    results: () => steps,
    elapsed,
  }
}
