import { describe, expect, it } from 'vitest'
import { placeholdersOf } from './request-target.ts'
import { type BuiltRequest, emptyRequest } from './requests.ts'
import { noVariables, resolveVariables, unresolvedText, variablesSchema } from './variables.ts'

const row = (name: string, value: string, on = true) => ({ name, value, on })
const request: BuiltRequest = {
  ...emptyRequest,
  path: '/{{stage}}/{ApplicationID}',
  values: [{ name: 'ApplicationID', value: '{{app}}' }],
  query: [row('l', '{{ limit }}'), row('o', '{{off}}', false)],
  headers: [row('x-{{stage}}', 'a {{limit}} b')],
  body: { kind: 'json', text: '{"n": {{limit}}}', fields: [] },
}
const scopes = {
  everywhere: [
    { name: 'limit', value: '10' },
    { name: 'stage', value: 'live' },
  ],
  connection: [
    { name: 'limit', value: '{{small}}' },
    { name: 'small', value: '3' },
    { name: 'app', value: 'an id' },
  ],
}

describe('variables', () => {
  it('take their places in path, placeholders, query, headers and body; those of the connection go first', () => {
    expect(resolveVariables(request, scopes)).toEqual({
      unresolved: [],
      request: {
        ...request,
        path: '/live/{ApplicationID}',
        values: [{ name: 'ApplicationID', value: 'an id' }],
        query: [row('l', '3'), row('o', '{{off}}', false)],
        headers: [row('x-live', 'a 3 b')],
        body: { kind: 'json', text: '{"n": 3}', fields: [] },
      },
    })
  })

  it('without a value are named once each, in order, and stay in the text', () => {
    const { request: left, unresolved } = resolveVariables(request, noVariables)
    expect(unresolved).toEqual(['stage', 'app', 'limit'])
    expect(left.path).toBe(request.path)
    expect(unresolvedText(['a'])).toBe('{{a}} has no value.')
    expect(unresolvedText(['a', 'b'])).toBe('{{a}}, {{b}} have no value.')
  })

  it('that lead back to themselves count as without a value', () => {
    const circle = {
      everywhere: [
        { name: 'stage', value: '{{app}}' },
        { name: 'app', value: '{{stage}}' },
      ],
      connection: [],
    }
    expect(resolveVariables({ ...emptyRequest, path: '/{{stage}}' }, circle).unresolved).toEqual(['stage'])
  })

  it('are no placeholders of the path', () => {
    expect(placeholdersOf('/{{stage}}/{ApplicationID}/{{app}}')).toEqual(['ApplicationID'])
  })

  it('have names of one word, each once in a list', () => {
    expect(variablesSchema.safeParse([{ name: 'base.url-2', value: '' }]).success).toBe(true)
    expect(variablesSchema.safeParse([{ name: 'two words', value: '' }]).success).toBe(false)
    const twice = { name: 'a', value: '' }
    expect(variablesSchema.safeParse([twice, twice]).success).toBe(false)
  })
})
