import { measureText } from '../schema/field-words.ts'
import type { ChartSeries } from './chart-series.ts'

/** What a chart shows, in two sentences. */
export function seriesSummary({ places, parts }: ChartSeries): string {
  const totals = places.flatMap(({ text }, at) => {
    const values = parts.flatMap(({ values }) => values[at] ?? [])
    return values.length === 0 ? [] : [{ text, value: values.reduce((sum, value) => sum + value, 0) }]
  })
  const [first] = totals
  if (first === undefined) return 'There is nothing to show.'
  const most = totals.reduce((best, each) => (each.value > best.value ? each : best), first)
  const least = totals.reduce((best, each) => (each.value < best.value ? each : best), first)
  const count = totals.length === 1 ? 'One place' : `${totals.length.toLocaleString('en-GB')} places`
  const split = parts.length > 1 ? `, each in up to ${parts.length} parts` : ''
  return `${count} from ${first.text} to ${totals.at(-1)?.text}${split}. The highest is ${measureText(most.value)} at ${most.text}, the lowest ${measureText(least.value)} at ${least.text}.`
}

interface PointsNames {
  readonly x: string
  readonly y: string
  readonly xText: (value: number) => string
}

/** How points lie, in two sentences. */
export function pointsSummary(
  points: readonly (readonly [number, number])[],
  { x, y, xText }: PointsNames,
): string {
  if (points.length === 0) return 'There is nothing to show.'
  const range = (at: 0 | 1, text: (value: number) => string): string => {
    const [low, high] = points.reduce(
      ([least, most], point) => [Math.min(least, point[at]), Math.max(most, point[at])],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    )
    return `${text(low)} to ${text(high)}`
  }
  const r = correlation(points)
  const together =
    r === null
      ? ''
      : ` They ${Math.abs(r) < 0.2 ? 'hardly go together' : r > 0 ? 'rise together' : 'go against each other'} (r = ${r.toFixed(2)}).`
  return `${points.length.toLocaleString('en-GB')} points, ${x} from ${range(0, xText)}, ${y} from ${range(1, measureText)}.${together}`
}

/** Pearson's correlation; null where one of the numbers is always the same. */
function correlation(points: readonly (readonly [number, number])[]): number | null {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length
  const [mx, my] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of points) {
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy)
}
