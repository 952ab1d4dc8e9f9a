import type {
  DatasetAggregate,
  DatasetBucket,
  DatasetFilter,
  DatasetGroupInput,
} from '../../../../../shared/datasets.ts'
import { type FieldFacts, nameOf } from '../schema/field-facts.ts'

export const chartKinds = ['bars', 'line', 'area', 'points'] as const
export type ChartKind = (typeof chartKinds)[number]

/** What a chart shows, by paths of fields. */
export interface ChartSpec {
  readonly kind: ChartKind
  readonly x: string
  /** What is measured; null counts documents. With `points` it is the second number, and `x` may be a date. */
  readonly y: string | null
  readonly aggregate: DatasetAggregate
  readonly split: string | null
}

export type Fields = ReadonlyMap<string, FieldFacts>

/** Bars of a number at most; as many as a window shows apart. */
const numberBuckets = 40

const hour = 3_600_000
const day = 24 * hour
const units = [
  { unit: 'hour', ms: hour },
  { unit: 'day', ms: day },
  { unit: 'week', ms: 7 * day },
  { unit: 'month', ms: 30.4 * day },
  { unit: 'year', ms: 365 * day },
] as const

/** Bars of time that a picture shows apart. */
const wantedMoments = 90

/**
 * How the values of a field are put together: dates by the unit that suits their span, numbers by a round width. The
 * span is what the conditions leave of it.
 */
export function bucketFor(
  { field, type, kind }: FieldFacts,
  filters: readonly DatasetFilter[] = [],
): DatasetBucket | null {
  const [low, high] = spanOf(field, filters)
  if (low === undefined || high === undefined || high <= low) return null
  if (kind === 'date' || type === 'date') {
    const fits = units.find(({ ms }) => (high - low) / ms <= wantedMoments)
    return { kind: 'time', unit: fits?.unit ?? 'year' }
  }
  if (type !== 'number' || (field.distinct?.count ?? 0) <= numberBuckets) return null
  return { kind: 'width', width: roundUp((high - low) / numberBuckets) }
}

function spanOf(
  { histogram, keys }: FieldFacts['field'],
  filters: readonly DatasetFilter[],
): readonly [low: number | undefined, high: number | undefined] {
  const [low, high] = [histogram[0]?.from, histogram.at(-1)?.to]
  if (low === undefined || high === undefined) return [low, high]
  const range = filters.find(
    filter => filter.kind === 'range' && JSON.stringify(filter.keys) === JSON.stringify(keys),
  )
  if (range?.kind !== 'range') return [low, high]
  return [Math.max(low, amountOf(range.from) ?? low), Math.min(high, amountOf(range.to) ?? high)]
}

/** A number, or a date in milliseconds. */
function amountOf(end: string | number | null): number | null {
  const amount = typeof end === 'string' ? Date.parse(end) : end
  return amount === null || Number.isNaN(amount) ? null : amount
}

/** The next of 1, 2, 5, 10, 20, 50 and so on. */
function roundUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const step = [1, 2, 5, 10].find(candidate => candidate * power >= width) ?? 10
  return step * power
}

/** The question to the engine that a chart is; null where its fields are gone. */
export function questionOf(
  spec: ChartSpec,
  fields: Fields,
  filters: readonly DatasetFilter[] = [],
): Omit<DatasetGroupInput, 'datasetId'> | null {
  const x = fields.get(spec.x)
  const y = spec.y === null ? null : fields.get(spec.y)
  if (x === undefined || y === undefined) return null
  const by = [...x.field.keys]
  const bucket = bucketFor(x, filters)
  const split = spec.split === null ? undefined : fields.get(spec.split)
  return {
    by,
    ...(bucket === null ? {} : { bucket }),
    ...(split === undefined ? {} : { split: [...split.field.keys] }),
    ...(y === null ? {} : { measure: { keys: [...y.field.keys], aggregate: spec.aggregate } }),
  }
}

export const aggregateWords = { sum: 'Sum', mean: 'Mean', min: 'Smallest', max: 'Largest' } as const

/** What a chart is called: `Mean netKg per week, by site`. */
export function titleOf(spec: ChartSpec, fields: Fields, filters: readonly DatasetFilter[] = []): string {
  const x = fields.get(spec.x)
  if (spec.kind === 'points') return `${shortName(spec.y ?? '', fields)} against ${shortName(spec.x, fields)}`
  const bucket = x === undefined ? null : bucketFor(x, filters)
  const what =
    spec.y === null ? 'Documents' : `${aggregateWords[spec.aggregate]} ${shortName(spec.y, fields)}`
  if (spec.y === null && bucket?.kind === 'width' && spec.split === null) {
    return `Distribution of ${shortName(spec.x, fields)}`
  }
  const per =
    bucket?.kind === 'time'
      ? `per ${bucket.unit} of ${shortName(spec.x, fields)}`
      : `by ${shortName(spec.x, fields)}`
  return `${what} ${per}${spec.split === null ? '' : `, split by ${shortName(spec.split, fields)}`}`
}

function shortName(path: string, fields: Fields): string {
  const facts = fields.get(path)
  return facts === undefined ? path : `${nameOf(facts.field).prefix}${nameOf(facts.field).name}`
}
