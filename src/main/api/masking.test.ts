import { describe, expect, it } from 'vitest'
import { fieldsOf } from './detail.ts'
import { parseJson } from './json-reader.ts'
import { compactJson } from './json-writer.ts'
import { maskSecrets, maskText } from './masking.ts'

const masked = (value: unknown): unknown => JSON.parse(compactJson(maskSecrets(value)))

describe('masking', () => {
  it('hides every leaf under parameters and keeps the names, whatever their type', () => {
    expect(
      masked({ name: 'Gate', parameters: { port: 8080, erp: { user: 'u', hosts: ['h', null] }, on: true } }),
    ).toEqual({
      name: 'Gate',
      parameters: { port: maskText, erp: { user: maskText, hosts: [maskText, null] }, on: maskText },
    })
  })

  it('keeps the name of a parameter that is written as a name and a value', () => {
    expect(masked({ params: [{ name: 'ERP key', value: 'k-1' }, { name: 'alone' }] })).toEqual({
      params: [{ name: 'ERP key', value: maskText }, { name: maskText }],
    })
  })

  it.each(['clientSecret', 'api_key', 'PASSWORD', 'accessToken', 'X-Api-Key', 'connectionString'])(
    'hides what stands under %s anywhere',
    key => {
      expect(masked({ deep: [{ [key]: { inner: 'value' } }] })).toEqual({
        deep: [{ [key]: { inner: maskText } }],
      })
    },
  )

  it('keeps the order of keys and a key named __proto__', () => {
    const value = parseJson('{"z":1,"__proto__":{"token":"t"},"a":[{"b":2},3]}')
    expect(compactJson(maskSecrets(value))).toBe(
      `{"z":1,"__proto__":{"token":"${maskText}"},"a":[{"b":2},3]}`,
    )
    expect(compactJson(value)).toContain('"token":"t"')
  })

  it('marks masked fields in the detail view, and a field that only looks masked not', () => {
    const fields = fieldsOf(maskSecrets({ parameters: { key: 'v' }, note: maskText }))
    expect(fields[0]?.children?.[0]).toEqual({
      key: 'key',
      cell: { type: 'string', value: maskText },
      children: null,
      masked: true,
    })
    expect(fields[1]?.masked).toBe(false)
  })

  it('reaches 10,000 levels down', () => {
    const deep = parseJson(`${'{"p":'.repeat(10_000)}{"secret":"hidden value"}${'}'.repeat(10_000)}`)
    expect(compactJson(maskSecrets(deep))).not.toContain('hidden value')
  })
})
