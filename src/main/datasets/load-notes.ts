import type { ChangedPages, FoundDocuments } from './changed-pages.ts'
import type { LaterVersions } from './later-versions.ts'

/** How a load went, as far as it is worth a note. */
export interface LoadFacts {
  readonly isSorted: boolean
  readonly documents: number
  /** What the API counted before and after; null where it did not say. */
  readonly expected: number | null
  readonly expectedAfter: number | null
  readonly repeatedIds: number
  /** Null where it was not asked for, or not told. */
  readonly later: LaterVersions | null
  /** Whether the API was asked what changed and did not say, although its documents do. */
  readonly isUntold: boolean
  /** Null where the documents cannot be known again. */
  readonly changes: ChangedPages | null
}

/** Ranges that are named one by one. */
const maxRanges = 5

/** What is worth knowing about a load, in words; what to do about it comes last. */
export function loadNotes(facts: LoadFacts): readonly string[] {
  const { isSorted, changes, later, repeatedIds } = facts
  const found = [...countNotes(facts), ...(changes === null ? [] : changeNotes(changes, later))]
  if (repeatedIds > 0 && (changes?.repeated.documents ?? 0) === 0) {
    found.push(`${amount(repeatedIds)} an _id that another one has too: the list moved while it was loaded.`)
  }
  return [
    ...(isSorted
      ? []
      : ['The API refused to sort, so documents that changed while loading may be missing or here twice.']),
    ...(facts.isUntold ? ['The API did not say which documents changed while they were loaded.'] : []),
    ...found,
    ...(found.length === 0 ? [] : ['Press Load again to have the documents as they are now.']),
  ]
}

function changeNotes(
  { changed, missed, repeated, inVersions }: ChangedPages,
  later: LaterVersions | null,
): string[] {
  const atLeast = later?.isComplete === false ? 'At least ' : ''
  return [
    ...(changed.documents === 0
      ? []
      : [
          `${atLeast}${number(changed.documents)} of the documents changed after they were loaded, on ${pagesText(changed)}. They are here as they were before.`,
        ]),
    ...(missed === 0
      ? []
      : [
          `${atLeast}${amount(missed)} come into the list since loading began and ${missed === 1 ? 'is' : 'are'} not here.`,
        ]),
    ...(repeated.documents === 0
      ? []
      : [
          `${amount(repeated.documents)} an _id that another one has too, on ${pagesText(repeated)}: the list moved while it was loaded.${inVersions === 0 ? '' : ` Of ${number(inVersions)} there are different versions.`}`,
        ]),
  ]
}

function countNotes({ documents, expected, expectedAfter }: LoadFacts): string[] {
  if (expected !== null && expected !== documents) {
    const now = expectedAfter === null ? '' : ` It counts ${number(expectedAfter)} now.`
    return [
      `The API counted ${number(expected)} documents before loading, and gave ${number(documents)}.${now}`,
    ]
  }
  if (expected === null || expectedAfter === null || expectedAfter === documents) return []
  return [
    `The API counted ${number(expected)} documents before loading, and ${number(expectedAfter)} after it.`,
  ]
}

/** The pages by the places of their documents in the list: `2 pages (documents 1 to 1,000 and 5,001 to 6,000)`. */
function pagesText({ pages, ranges }: FoundDocuments): string {
  const named = ranges.slice(0, maxRanges).map(([first, last]) => `${number(first)} to ${number(last)}`)
  const rest = ranges.length - named.length
  const all = rest === 0 ? named : [...named, `${number(rest)} more ${rest === 1 ? 'place' : 'places'}`]
  const list = all.length === 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  return `${pages === 1 ? 'one page' : `${number(pages)} pages`} (documents ${list})`
}

function amount(documents: number): string {
  return documents === 1 ? '1 document has' : `${number(documents)} documents have`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
