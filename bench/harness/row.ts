/** What one row of the benchmarks promises, and how it is measured. */
export interface RowPlan {
  readonly id: string
  /** The work, with what it is done on. */
  readonly what: string
  /** What it is compared with; empty where the goal is absolute. */
  readonly against: string
  /** Largest ratio, or largest value, that is good enough. */
  readonly goal: number
  /** Of a value; a row without a unit is a ratio: ours ÷ the other, smaller is better. */
  readonly unit?: string
  /** Figures for orientation: nothing is promised of them. */
  readonly informational?: boolean
  readonly measure: (bench: Bench) => Promise<Measurement>
}

/** What a row is measured with. */
export interface Bench {
  /** How often each thing is measured; at least 5. */
  readonly runs: number
  /** Tells the person who waits how far it is. */
  readonly say: (text: string) => void
}

export interface Measurement {
  /** One ratio or value for each run. */
  readonly samples: readonly number[]
  /** What else was promised of the row and not kept, in words; empty where all was. */
  readonly broken?: readonly string[]
  /** Figures that help to understand the row, in words. */
  readonly notes?: readonly string[]
}

/** A row as it is written to JSON. */
export interface Row {
  readonly id: string
  readonly what: string
  readonly against: string
  /** Medians. */
  readonly ratio?: number
  readonly value?: number
  readonly unit?: string
  readonly goal: number
  /** Distance between the smallest and the largest of the runs, in the unit of ratio or value. */
  readonly spread: number | null
  readonly pass: boolean
  readonly informational?: true
  readonly notes?: readonly string[]
  /** Why the row could not be measured. It then has neither ratio nor value, and does not pass. */
  readonly error?: string
}
