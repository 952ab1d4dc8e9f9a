import type { Connection } from '../../../../shared/connection.ts'
import type { DeskResult } from '../../../../shared/desk.ts'
import { stepNames, verdictWords } from '../../../../shared/verdict-words.ts'
import { environmentName } from '../../app/environment-name.ts'

/** What rows can be filtered and grouped by. */
export const facets = ['customer', 'verdict', 'step', 'environment', 'expiry', 'tag'] as const
export type Facet = (typeof facets)[number]

/** The values of each facet that are asked for; one that is missing lets every row pass. */
export type FacetFilter = Readonly<Partial<Record<Facet, readonly string[]>>>

export const facetWords: Readonly<Record<Facet, string>> = {
  customer: 'Customer',
  verdict: 'Verdict',
  step: 'Failing step',
  environment: 'Environment',
  expiry: 'Nearest expiry',
  tag: 'Tag',
}

/** The part of a row that facets look at. */
export interface FacetRow {
  readonly connection: Connection
  readonly result: DeskResult | undefined
}

const withoutCustomer = 'Without a customer'
const expiryWords = ['Expired', 'Within 30 days', 'Within 90 days', 'Later', 'No expiry known'] as const
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** What a row is, by a facet: one value, or several tags. */
function valuesOf({ connection, result }: FacetRow, facet: Facet, now: number): readonly string[] {
  switch (facet) {
    case 'customer':
      return [connection.customer === '' ? withoutCustomer : connection.customer]
    case 'verdict':
      return [result === undefined ? 'Not checked' : verdictWords[result.verdict]]
    case 'step':
      return [result?.failingStep == null ? 'No failing step' : stepNames[result.failingStep]]
    case 'environment':
      return [environmentName(connection)]
    case 'expiry':
      return [expiryText(daysLeft(result, now))]
    case 'tag':
      return connection.tags.length === 0 ? ['Without a tag'] : connection.tags
  }
}

function expiryText(days: number | null): string {
  if (days === null) return expiryWords[4]
  if (days < 0) return expiryWords[0]
  if (days < 30) return expiryWords[1]
  return days < 90 ? expiryWords[2] : expiryWords[3]
}

/** Whole days until the nearest expiry; null when none is known. */
export function daysLeft(result: DeskResult | undefined, now: number): number | null {
  if (result?.nearestExpiry == null) return null
  return Math.floor((Date.parse(result.nearestExpiry) - now) / 86_400_000)
}

/** Whether a row has one of the values that are asked for, of every facet. */
export function hasFacets(row: FacetRow, filter: FacetFilter, now: number): boolean {
  return facets.every(facet => {
    const wanted = filter[facet]
    return wanted === undefined || valuesOf(row, facet, now).some(value => isWanted(value, wanted))
  })
}

/** What ends within 30 days ends within 90. */
const isWanted = (value: string, wanted: readonly string[]): boolean =>
  wanted.includes(value) || (value === expiryWords[1] && wanted.includes(expiryWords[2]))

/** The group in which a row stands; one with several tags stands under all of them together. */
export function groupOf(row: FacetRow, facet: Facet, now: number): string {
  return valuesOf(row, facet, now).join(', ')
}

/** Groups in the order in which they are shown: dates by time, names by the alphabet, what is missing last. */
export function compareGroups(facet: Facet): (a: string, b: string) => number {
  if (facet === 'expiry') {
    const places: readonly string[] = expiryWords
    return (a, b) => places.indexOf(a) - places.indexOf(b)
  }
  const isMissing = (text: string): number => Number(/^(Without a |No failing |Not checked)/.test(text))
  return (a, b) => isMissing(a) - isMissing(b) || collator.compare(a, b)
}

/** The values that there are to choose from, in order. */
export function choicesOf(rows: readonly FacetRow[], facet: Facet, now: number): readonly string[] {
  const found = new Set(rows.flatMap(row => valuesOf(row, facet, now)))
  return [...found].sort(compareGroups(facet))
}
