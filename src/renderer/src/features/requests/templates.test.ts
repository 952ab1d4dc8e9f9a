import { describe, expect, it } from 'vitest'
import { requestEffect } from '../../../../shared/request-effect.ts'
import { placeholdersOf, requestTarget } from '../../../../shared/request-target.ts'
import { builtRequestSchema, emptyRequest } from '../../../../shared/requests.ts'
import { noteOf, templates } from './templates.ts'

const documented = ['l', 'o', 'q', 'search', 'foreignkeys', 'hidesystemflags', 'countonly', 'timezone']

describe('the templates', () => {
  it('have every documented parameter of a selection as a row that can be switched on', () => {
    const selecting = templates.filter(({ request }) => /\/documents(\/query)?$/.test(request.path))
    for (const { name, group, request } of selecting.filter(({ group }) => group === 'Read')) {
      const missing = documented.filter(parameter => !request.query.some(row => row.name === parameter))
      expect({ name, group, missing }).toEqual({
        name,
        group,
        missing: name === 'Count documents' ? ['l', 'o'] : [],
      })
    }
  })

  it('say of a request what the documentation leaves open, wherever it comes from', () => {
    expect(noteOf({ method: 'POST', path: '/{ApplicationID}/invite' })).toContain('real e-mail')
    expect(noteOf({ method: 'GET', path: '/access' })).toBe('')
    expect(noteOf({ method: 'GET', path: '/somewhere/else' })).toBe('')
  })
})

describe.each(templates)('the template $name', ({ group, request }) => {
  it('is a request that can be sent once its placeholders are filled', () => {
    const values = placeholdersOf(request.path).map(name => ({ name, value: '64f1c0a97be2d3180f4b2c6e' }))
    const built = builtRequestSchema.parse({ ...emptyRequest, ...request, values })
    expect(requestTarget('https://api.example.com', built)).toMatchObject({ ok: true, ownHost: true })
  })

  it('stands in the group of what it does', () => {
    expect(requestEffect(request, true).writes).toBe(group === 'Write')
  })
})
