import { describe, expect, it } from 'vitest'
import { requestEffect } from '../../../../shared/request-effect.ts'
import { placeholdersOf, requestTarget } from '../../../../shared/request-target.ts'
import { builtRequestSchema, emptyRequest } from '../../../../shared/requests.ts'
import { templates } from './templates.ts'

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
