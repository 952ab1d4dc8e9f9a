import { Query } from 'mingo'
import type { StoredDocument } from '../data/collection-store.ts'
import { withFlags } from './document-view.ts'
import { ApiRefusal } from './envelope.ts'

/** Which documents, and in which order. Equal criteria have equal JSON. */
export interface Criteria {
  readonly filter?: Readonly<Record<string, unknown>>
  readonly sort?: Readonly<Record<string, 1 | -1>>
  /** `q`: a regular expression over the text index. */
  readonly pattern?: string
  /** `search`: words over the text index. */
  readonly words?: string
}

/**
 * The part of `$match` that is allowed. The documentation speaks of "a limited subset" and its list is lost,
 * so the choice is ours: everything that compares, nothing that computes.
 */
const ALLOWED_OPERATORS: ReadonlySet<string> = new Set([
  '$and',
  '$or',
  '$nor',
  '$not',
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$type',
  '$regex',
  '$options',
  '$all',
  '$elemMatch',
  '$size',
  '$mod',
])

const MOST_NESTING = 20
const LONGEST_PATTERN = 200

/** Refuses a filter with an operator that is not allowed, at any depth. */
function checkFilter(filter: unknown, depth = 0): void {
  if (depth > MOST_NESTING) throw new ApiRefusal(400, 'invalid_filter', 'The filter is nested too deeply.')
  if (Array.isArray(filter)) {
    for (const part of filter) checkFilter(part, depth + 1)
    return
  }
  if (typeof filter !== 'object' || filter === null) return
  for (const [key, value] of Object.entries(filter)) {
    if (key.startsWith('$') && !ALLOWED_OPERATORS.has(key)) {
      throw new ApiRefusal(400, 'unsupported_operator', `The operator ${key} is not supported in a filter.`)
    }
    checkFilter(value, depth + 1)
  }
}

/** A test for documents. Throws an `ApiRefusal` where the criteria make no sense. */
export function createMatcher(
  criteria: Criteria,
  textIndex: readonly string[],
): ((document: StoredDocument) => boolean) | undefined {
  const tests: ((document: StoredDocument) => boolean)[] = []
  if (criteria.filter !== undefined && Object.keys(criteria.filter).length > 0) {
    tests.push(filterTest(criteria.filter))
  }
  if (criteria.pattern !== undefined) {
    const pattern = compile(criteria.pattern)
    tests.push(document => textOf(document, textIndex).some(text => pattern.test(text)))
  }
  if (criteria.words !== undefined) {
    const test = wordsTest(criteria.words)
    tests.push(document => test(textOf(document, textIndex).join('\n').toLowerCase()))
  }
  return tests.length === 0 ? undefined : document => tests.every(test => test(document))
}

function filterTest(filter: Readonly<Record<string, unknown>>): (document: StoredDocument) => boolean {
  checkFilter(filter)
  let query: Query
  try {
    query = new Query(filter)
    query.test({})
  } catch (error) {
    throw new ApiRefusal(400, 'invalid_filter', `The filter is not valid: ${reason(error)}`)
  }
  // A hash costs as much as the rest of a document, so it is only made where somebody asks for it.
  const needsHash = JSON.stringify(filter).includes('_hash')
  return document => query.test(needsHash ? withFlags(document) : { ...document.flags, ...document.fields })
}

function compile(pattern: string): RegExp {
  if (pattern.length > LONGEST_PATTERN) {
    throw new ApiRefusal(400, 'invalid_query', `q may have ${LONGEST_PATTERN} characters at most.`)
  }
  try {
    return new RegExp(pattern, 'iu')
  } catch (error) {
    throw new ApiRefusal(400, 'invalid_query', `q is not a valid regular expression: ${reason(error)}`)
  }
}

/** As MongoDB's `$text`: any of the words, all of the "quoted phrases", none of the -excluded. */
function wordsTest(search: string): (text: string) => boolean {
  const phrases: string[] = []
  const rest = search.toLowerCase().replaceAll(/"([^"]+)"/g, (_, phrase: string) => {
    phrases.push(phrase)
    return ' '
  })
  const words = rest.split(/\s+/).filter(word => word !== '' && word !== '-')
  const excluded = words.filter(word => word.startsWith('-')).map(word => word.slice(1))
  const wanted = words.filter(word => !word.startsWith('-'))
  const has = (text: string, word: string): boolean => {
    const start = text.indexOf(word)
    return start >= 0 && (start === 0 || !/[\p{L}\p{N}]/u.test(text[start - 1] ?? ''))
  }
  return text =>
    phrases.every(phrase => text.includes(phrase)) &&
    !excluded.some(word => has(text, word)) &&
    (wanted.length === 0 ? phrases.length > 0 : wanted.some(word => has(text, word)))
}

function textOf(document: StoredDocument, textIndex: readonly string[]): readonly string[] {
  const texts: string[] = []
  for (const path of textIndex) {
    const value = valueAt(document.fields, path)
    if (typeof value === 'string') texts.push(value)
  }
  return texts
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined
    current = (current as Readonly<Record<string, unknown>>)[step]
  }
  return current
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))
