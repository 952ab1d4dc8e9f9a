import { describe, expect, it } from 'vitest'
import { type BuiltRequest, emptyRequest, type FieldRow } from '../../shared/requests.ts'
import { redactText } from '../http/index.ts'
import { refuseMasks } from './refuse-masks.ts'
import { withoutSecrets } from './without-secrets.ts'

/** A request as it comes back from where it was kept. */
const kept = (request: Partial<BuiltRequest>): BuiltRequest =>
  withoutSecrets({ ...emptyRequest, ...request }, redactText)
const row = (name: string, value: string, on = true): FieldRow => ({ name, value, on })
const token = `Bearer ${'a1'.repeat(12)}`
const json = (value: unknown): BuiltRequest['body'] => ({
  kind: 'json',
  text: JSON.stringify(value),
  fields: [],
})

describe('a request that was kept without its secrets', () => {
  it.each<[string, Partial<BuiltRequest>]>([
    ['the body', { method: 'PUT', body: json({ name: 'Scale', parameters: { key: 't0psecret' } }) }],
    ['the body', { method: 'PUT', body: json({ password: 't0psecret' }) }],
    ['the header x-note', { headers: [row('x-note', token)] }],
    ['the parameter q', { query: [row('q', token)] }],
    ['the address', { path: `/x?q=${encodeURIComponent('password: t0psecret')}` }],
    ['{ApplicationID}', { path: '/{ApplicationID}', values: [{ name: 'ApplicationID', value: token }] }],
    ['the field a', { method: 'POST', body: { kind: 'form', text: '', fields: [row('a', token)] } }],
  ])('is not sent with the mask in their place, and says where: %s', (place, request) => {
    expect(() => refuseMasks(kept(request))).toThrow(
      `A value in ${place} was removed because it looked like a secret.`,
    )
  })

  it.each<[string, Partial<BuiltRequest>]>([
    ['where nothing was removed', { method: 'PUT', body: json({ name: 'Scale' }) }],
    ['where it is switched off', { headers: [row('x-note', token, false)] }],
    ['where the body is of another kind', { body: { ...json({ password: 't0psecret' }), kind: 'none' } }],
  ])('is sent %s', (_where, request) => {
    expect(() => refuseMasks(kept(request))).not.toThrow()
  })
})
