/** The cloud's own idea of the time, which a test can move to see tokens and clocks disagree. */
export interface ShiftableClock {
  /** Milliseconds since 1970, as this cloud believes. */
  readonly now: () => number
  readonly shiftMs: () => number
  readonly shiftTo: (milliseconds: number) => void
}

/** A clock that runs with `base` and can be set apart from it. */
export function createClock(base: () => number): ShiftableClock {
  let shift = 0
  return {
    now: () => base() + shift,
    shiftMs: () => shift,
    shiftTo: milliseconds => {
      shift = milliseconds
    },
  }
}
