/** Milliseconds that the rate looks back: long enough to be calm, short enough to follow a slow network. */
const span = 10_000

/** How fast a load goes. */
export interface LoadRate {
  add(documents: number): void
  /** Documents a second; null until something came. */
  perSecond(): number | null
}

/** `now` in milliseconds. */
export function createLoadRate(now: () => number): LoadRate {
  const start = now()
  let samples: { readonly at: number; readonly documents: number }[] = []
  return {
    add(documents) {
      samples.push({ at: now(), documents })
    },
    perSecond() {
      const since = Math.max(start, now() - span)
      samples = samples.filter(({ at }) => at >= since)
      const documents = samples.reduce((sum, sample) => sum + sample.documents, 0)
      return documents === 0 ? null : (documents * 1000) / Math.max(1, now() - since)
    },
  }
}
