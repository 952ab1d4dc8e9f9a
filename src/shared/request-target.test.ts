import { describe, expect, it } from 'vitest'
import { placeholdersOf, queryRows, queryText, requestTarget } from './request-target.ts'
import { type BuiltRequest, emptyRequest } from './requests.ts'

const base = 'https://api.example.com/v1/'
const built = (change: Partial<BuiltRequest>): BuiltRequest => ({ ...emptyRequest, ...change })
const urlOf = (change: Partial<BuiltRequest>): string => {
  const target = requestTarget(base, built(change))
  if (!target.ok) throw new Error(target.problem)
  return target.url
}
const problemOf = (change: Partial<BuiltRequest>): string => {
  const target = requestTarget(base, built(change))
  if (target.ok) throw new Error(`it goes to ${target.url}`)
  return target.problem
}

describe('the address of a built request', () => {
  it('stands below the base URL, with each placeholder as one encoded segment', () => {
    const path = '/{ApplicationID}/collections/{CollectionID}/documents'
    const values = [
      { name: 'ApplicationID', value: '64f1' },
      { name: 'CollectionID', value: 'a/b c' },
    ]
    expect(placeholdersOf(path)).toEqual(['ApplicationID', 'CollectionID'])
    expect(urlOf({ path, values })).toBe('https://api.example.com/v1/64f1/collections/a%2Fb%20c/documents')
  })

  it('names the placeholders that have no value', () => {
    const target = requestTarget(base, built({ path: '/{ApplicationID}/scripts/{ScriptID}' }))
    expect(target).toMatchObject({ ok: false, missing: ['ApplicationID', 'ScriptID'] })
  })

  it('takes the query from its rows, but for those switched off', () => {
    const query = [
      { name: 'l', value: '10', on: true },
      { name: 'q', value: 'a&b=c', on: true },
      { name: 'o', value: '5', on: false },
    ]
    expect(urlOf({ path: 'access', query })).toBe('https://api.example.com/v1/access?l=10&q=a%26b%3Dc')
  })

  it('says whether the host is that of the connection', () => {
    const hostOf = (path: string): unknown => requestTarget(base, built({ path }))
    expect(hostOf('/access')).toMatchObject({ ok: true, ownHost: true })
    expect(hostOf('https://api.example.com/other')).toMatchObject({ ok: true, ownHost: true })
    expect(hostOf('https://api.example.com:8443/access')).toMatchObject({ ok: true, ownHost: false })
    expect(hostOf('https://api.example.com.evil.example/access')).toMatchObject({ ok: true, ownHost: false })
    expect(hostOf('//evil.example/access')).toMatchObject({ ok: true, ownHost: true })
  })

  it('does not climb out of the base URL, nor use what is not safe', () => {
    expect(problemOf({ path: '/../admin' })).toMatch(/\. or \.\./)
    expect(problemOf({ path: '/%2e%2e/admin' })).toMatch(/\. or \.\./)
    expect(problemOf({ path: '/{A}/x', values: [{ name: 'A', value: '..' }] })).toMatch(/\. or \.\./)
    expect(problemOf({ path: 'http://api.example.com/access' })).toMatch(/https/)
    expect(problemOf({ path: 'ftp://api.example.com/access' })).toMatch(/https/)
    expect(problemOf({ path: 'https://a:b@api.example.com/access' })).toMatch(/password/)
    expect(problemOf({ path: '/a b' })).toMatch(/spaces/)
  })
})

describe('a query as text', () => {
  it('and as rows says the same', () => {
    const text = 'filter=%7B%22a%22%3A1%7D&sort=name,-1&empty='
    expect(queryText(queryRows(text))).toBe('filter=%7B%22a%22:1%7D&sort=name,-1&empty=')
    expect(queryRows('?a=b=c&d&a=2')).toEqual([
      { name: 'a', value: 'b=c', on: true },
      { name: 'd', value: '', on: true },
      { name: 'a', value: '2', on: true },
    ])
  })

  it('keeps the rows that are switched off', () => {
    const off = { name: 'o', value: '5', on: false }
    expect(queryRows('l=1', [{ name: 'l', value: '9', on: true }, off])).toEqual([
      { name: 'l', value: '1', on: true },
      off,
    ])
  })

  it('leaves a broken escape as it was typed', () => {
    expect(queryRows('a=100%')).toEqual([{ name: 'a', value: '100%', on: true }])
  })

  it('leaves variables in the text of a query as they were typed', () => {
    const rows = [{ name: 'l', value: '{{limit}} {x}', on: true }]
    expect(queryText(rows)).toBe('l={{limit}}%20%7Bx%7D')
    expect(queryRows(queryText(rows))).toEqual(rows)
  })
})
