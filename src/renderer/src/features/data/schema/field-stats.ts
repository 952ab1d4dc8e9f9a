import type { FieldFacts } from './field-facts.ts'
import { countText, measureText, percentText } from './field-words.ts'

/** A number of a field with its name. */
export interface FieldStat {
  readonly name: string
  readonly value: string
}

/** The four numbers under the picture, by what kind of field it is. */
export function fieldStats(facts: FieldFacts): readonly FieldStat[] {
  const { field, documents, present, nulls } = facts
  const gaps: readonly FieldStat[] = [
    { name: 'Missing', value: field.missing === 0 ? '0' : percentText(field.missing, documents) },
    { name: 'Null', value: nulls === 0 ? '0' : percentText(nulls, documents) },
  ]
  if (facts.kind === 'masked') return gaps
  if (field.arrays !== null) {
    const { minLength, maxLength, meanLength } = field.arrays
    return [
      { name: 'Entries', value: `${countText(minLength)} to ${countText(maxLength)}` },
      { name: 'Mean', value: measureText(meanLength) },
      ...gaps,
    ]
  }
  const distinct = field.distinct === null ? '' : countText(field.distinct.count)
  const own =
    field.mean !== null && facts.type === 'number'
      ? { name: 'Mean', value: measureText(field.mean) }
      : { name: 'Values', value: countText(present) }
  return [
    own,
    { name: field.distinct?.isApproximate === true ? 'Distinct, about' : 'Distinct', value: distinct },
    ...gaps,
  ]
}
