import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import { type FieldFacts, factsOfAll } from '../schema/field-facts.ts'

/** What a card shows of a document. */
export interface CardFields {
  /** What a document goes by. */
  readonly title: readonly string[] | null
  /** Paths of further fields, the most telling first. */
  readonly fields: readonly (readonly string[])[]
}

/** Names that people give to what a thing goes by. */
const titleName = /^(name|title|label|ticket|number|no|code|reference|ref|subject|registration)$/i

/**
 * Ranks the fields of documents by how much they tell about one of them: what names it first, then moments, amounts
 * and kinds; what is the same everywhere, mostly missing, or made for machines goes last.
 */
export function tellingFields(schema: DatasetSchema, most: number): CardFields {
  const all = factsOfAll(schema).filter(facts => facts.present > 0 && facts.kind !== 'masked')
  const title = best(all, titleScore)
  const fields = all
    .filter(facts => facts !== title)
    .map((facts, at) => ({ facts, score: tellingScore(facts), at }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, most)
  return { title: title?.field.keys ?? null, fields: fields.map(({ facts }) => facts.field.keys) }
}

function best(all: readonly FieldFacts[], score: (facts: FieldFacts) => number): FieldFacts | undefined {
  const scored = all.map(facts => ({ facts, score: score(facts) })).filter(entry => entry.score > 0)
  return scored.reduce<(typeof scored)[number] | undefined>(
    (first, entry) => (first === undefined || entry.score > first.score ? entry : first),
    undefined,
  )?.facts
}

function titleScore(facts: FieldFacts): number {
  const { keys } = facts.field
  if (isSystem(facts)) return facts.type === 'id' || keys[0] === '_id' ? 1 : 0
  if (facts.type !== 'string' && facts.type !== 'id') return 0
  const share = facts.present / Math.max(1, facts.documents)
  const named = titleName.test(keys.at(-1) ?? '') ? 4 : 0
  const own = facts.kind === 'unique' ? 4 : 0
  return (named + own + (facts.type === 'string' ? 2 : 0)) * share + (keys.length === 1 ? 1 : 0)
}

/** By type, from most to least telling. */
const byType: Readonly<Record<FieldFacts['kind'], number>> = {
  date: 10,
  number: 9,
  string: 9,
  boolean: 6,
  unique: 5,
  array: 3,
  object: 2,
  id: 1,
  null: 0,
  masked: 0,
}

function tellingScore(facts: FieldFacts): number {
  const share = facts.present / Math.max(1, facts.documents)
  const same = facts.field.distinct?.count === 1 && facts.documents > 1
  const base = byType[facts.kind] * (0.4 + 0.6 * share)
  return base - (same ? 5 : 0) - (isSystem(facts) ? 20 : 0)
}

function isSystem({ field }: FieldFacts): boolean {
  return (field.keys[0] ?? '').startsWith('_')
}
