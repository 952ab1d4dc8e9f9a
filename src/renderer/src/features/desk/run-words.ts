import type { DeskRun } from '../../../../shared/desk.ts'

/** How far a run is: "Checking 146 of 212". */
export function runWords({ state, done, total }: DeskRun): string {
  switch (state) {
    case 'running':
      return `Checking ${done} of ${total}`
    case 'interrupted':
      return `The last run was cut short: ${done} of ${total} checked`
    case 'paused':
      return `Paused at ${done} of ${total}`
    case 'cancelled':
      return `Cancelled at ${done} of ${total}`
    case 'finished':
      return `${done} of ${total} checked`
  }
}

/** What does not work so far: "12 do not work". Empty where all that was checked works. */
export function notWorkingText({ byTone: { broken } }: DeskRun): string {
  if (broken === 0) return ''
  return broken === 1 ? '1 does not work' : `${broken} do not work`
}

/** Time left: "about 9 s left". Empty before that can be told, and where nothing moves. */
export function timeLeftText({ state, leftMs }: DeskRun): string {
  return state === 'running' && leftMs !== null ? `about ${durationText(leftMs)} left` : ''
}

/** Speed and time left: "8 at a time, 21 a second, about 9 s left". Empty where nothing moves. */
export function leftText(run: DeskRun): string {
  const { state, atOnce, perSecond } = run
  if (state !== 'running') return ''
  const rate = perSecond === null || perSecond < 0.1 ? [] : [`${rateText(perSecond)} a second`]
  const left = timeLeftText(run)
  return [`${atOnce} at a time`, ...rate, ...(left === '' ? [] : [left])].join(', ')
}

const rateText = (perSecond: number): string =>
  perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond))

function durationText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
