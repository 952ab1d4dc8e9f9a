/** The middle of some numbers; of an even count the mean of the two in the middle. Throws for none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const above = sorted[Math.floor(sorted.length / 2)]
  const below = sorted[Math.ceil(sorted.length / 2) - 1]
  if (above === undefined || below === undefined) throw new Error('There is no median of nothing.')
  return (above + below) / 2
}

/** The value below which a share (0 to 1) of some numbers lies: the nearest of them, none is made up. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (found === undefined) throw new Error('There is no percentile of nothing.')
  return found
}

/** Distance between the smallest and the largest. */
export function spread(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers)
}
