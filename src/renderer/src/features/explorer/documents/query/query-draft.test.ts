import { describe, expect, it } from 'vitest'
import { emptyQuery } from '../../../../../../shared/documents.ts'
import {
  activeOptions,
  firstProblem,
  problemsOf,
  queryLine,
  sameQuery,
  withoutOption,
} from './query-draft.ts'

describe('a query that is being typed', () => {
  it('has nothing wrong with it while it is empty', () => {
    expect(firstProblem(problemsOf(emptyQuery))).toBeNull()
  })

  it('names the part, the place and the reason of a mistake', () => {
    const problem = firstProblem(problemsOf({ ...emptyQuery, filter: '{"a": }' }))
    expect(problem).toMatchObject({ part: 'filter', position: 6 })
    expect(problem?.message).toContain('line 1')
  })

  it('refuses a sort by anything but 1 and -1', () => {
    expect(problemsOf({ ...emptyQuery, sort: '{"a": "up"}' }).sort).toBeDefined()
  })

  it('differs as soon as one part does', () => {
    expect(sameQuery(emptyQuery, { ...emptyQuery })).toBe(true)
    expect(sameQuery(emptyQuery, { ...emptyQuery, foreignkeys: true })).toBe(false)
  })
})

describe('options of a query', () => {
  const draft = { ...emptyQuery, q: 'sand', foreignkeys: true }

  it('lists those in use', () => {
    expect(activeOptions(draft).map(option => option.text)).toEqual(['q: sand', 'foreignkeys'])
  })

  it('takes one away and leaves the others', () => {
    expect(withoutOption(draft, 'q')).toEqual({ ...emptyQuery, foreignkeys: true })
  })
})

describe('a query in one line', () => {
  it('says what is asked', () => {
    expect(
      queryLine({ ...emptyQuery, filter: '{\n  "a": 1\n}', sort: '{"b": -1}', hidesystemflags: true }),
    ).toBe('{ "a": 1 } · sort {"b": -1} · hidesystemflags')
    expect(queryLine(emptyQuery)).toBe('All documents')
  })
})
