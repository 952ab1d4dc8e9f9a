import type { FieldFacts } from '../schema/field-facts.ts'
import type { ChartSpec } from './chart-spec.ts'

/** Values up to which a field is a set of kinds rather than a list of names. */
const maxKinds = 50
/** Parts that a chart is split into without becoming a rainbow. */
const maxParts = 12

const plain = { y: null, aggregate: 'sum', split: null } as const

export function isKind(facts: FieldFacts): boolean {
  const distinct = facts.field.distinct?.count ?? 0
  return repeats(facts) && distinct <= maxKinds && distinct < Math.max(3, facts.documents / 2)
}

/** Whether several documents share a value, so that they can be counted by it, however many values there are. */
export function repeats({ kind, type, field }: FieldFacts): boolean {
  const isNamed = type === 'string' || type === 'id' || type === 'boolean'
  return isNamed && kind !== 'unique' && (field.distinct?.count ?? 0) > 1
}

export function isAmount({ type, field }: FieldFacts): boolean {
  return type === 'number' && (field.distinct?.count ?? 0) > 1
}

export function isMoment({ type, types, field }: FieldFacts): boolean {
  return type === 'date' && types.length === 1 && (field.distinct?.count ?? 0) > 1
}

export function canSplit(facts: FieldFacts): boolean {
  return isKind(facts) && (facts.field.distinct?.count ?? 0) <= maxParts
}

/** Charts that say something about these fields: over time, by category, a distribution, two numbers. At most six. */
export function suggestionsFor(all: readonly FieldFacts[]): readonly ChartSpec[] {
  const shown = all.filter(({ kind }) => kind !== 'masked')
  // Fields of the API itself only where there is nothing of the documents' own.
  const own = [...shown.filter(isOwn), ...shown.filter(facts => !isOwn(facts))]
  const moment = own.find(isMoment)?.field.path
  const kinds = own.filter(facts => isKind(facts) && isOwn(facts) && facts.type !== 'id')
  const amounts = own.filter(facts => isAmount(facts) && isOwn(facts))
  // Derived numbers such as a net weight come after what they are made from.
  const amount = amounts.findLast(({ field }) => (field.distinct?.count ?? 0) > 12) ?? amounts[0]
  const split = kinds.find(canSplit)
  const second = amounts.find(facts => facts !== amount)
  const y = amount?.field.path ?? null
  return [
    ...(moment === undefined
      ? []
      : [{ ...plain, kind: 'bars', x: moment, y, split: split?.field.path ?? null } as const]),
    ...(moment === undefined ? [] : [{ ...plain, kind: 'line', x: moment } as const]),
    ...kinds.slice(0, 2).map(({ field }) => ({ ...plain, kind: 'bars', x: field.path, y }) as const),
    ...(y === null ? [] : [{ ...plain, kind: 'bars', x: y } as const]),
    ...(y === null || second === undefined
      ? []
      : [{ ...plain, kind: 'points', x: second.field.path, y } as const]),
  ]
}

function isOwn({ field }: FieldFacts): boolean {
  return !(field.keys[0] ?? '').startsWith('_')
}
