import { type DocumentQuery, emptyQuery } from '../../../../../../shared/documents.ts'
import { type QueryPart, queryParts, readQueryPart } from '../../../../../../shared/query-text.ts'

/** What is wrong with the JSON parts of a draft, by part. */
export type QueryProblems = Readonly<Partial<Record<QueryPart, QueryProblem>>>

export interface QueryProblem {
  readonly message: string
  /** UTF-16 units from 0. */
  readonly position: number
}

/** Reads every part of a draft as it is typed. */
export function problemsOf(draft: DocumentQuery): QueryProblems {
  const problems: Partial<Record<QueryPart, QueryProblem>> = {}
  for (const part of queryParts) {
    const reading = readQueryPart(part, draft[part])
    if (!reading.ok) problems[part] = { message: reading.message, position: reading.position }
  }
  return problems
}

/** The first thing to say about a draft, in the order of the fields. */
export function firstProblem(problems: QueryProblems): (QueryProblem & { readonly part: QueryPart }) | null {
  for (const part of queryParts) {
    const problem = problems[part]
    if (problem !== undefined) return { part, ...problem }
  }
  return null
}

/** Whether two queries ask the same. */
export function sameQuery(a: DocumentQuery, b: DocumentQuery): boolean {
  return (Object.keys(emptyQuery) as (keyof DocumentQuery)[]).every(key => a[key] === b[key])
}

/** A parameter of the API that is switched on, as a chip shows it. */
export interface ActiveOption {
  readonly option: 'q' | 'search' | 'foreignkeys' | 'hidesystemflags'
  readonly text: string
}

/** The documented parameters that a draft uses. */
export function activeOptions(draft: DocumentQuery): readonly ActiveOption[] {
  const options: ActiveOption[] = []
  if (draft.q !== '') options.push({ option: 'q', text: `q: ${draft.q}` })
  if (draft.search !== '') options.push({ option: 'search', text: `search: ${draft.search}` })
  if (draft.foreignkeys) options.push({ option: 'foreignkeys', text: 'foreignkeys' })
  if (draft.hidesystemflags) options.push({ option: 'hidesystemflags', text: 'hidesystemflags' })
  return options
}

/** The draft without one of its parameters. */
export function withoutOption(draft: DocumentQuery, option: ActiveOption['option']): DocumentQuery {
  return { ...draft, [option]: emptyQuery[option] }
}

/** A query of the history in one line; what it asks first. */
export function queryLine(query: DocumentQuery): string {
  const parts = [
    query.filter.replace(/\s+/g, ' ').trim(),
    query.sort === '' ? '' : `sort ${query.sort.replace(/\s+/g, ' ').trim()}`,
    query.projection === '' ? '' : `projection ${query.projection.replace(/\s+/g, ' ').trim()}`,
    ...activeOptions(query).map(option => option.text),
  ].filter(part => part !== '')
  return parts.length === 0 ? 'All documents' : parts.join(' · ')
}
