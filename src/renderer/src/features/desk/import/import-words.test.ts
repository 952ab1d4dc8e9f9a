import { describe, expect, it } from 'vitest'
import {
  delimiterChoices,
  missingSecretsText,
  notTakenWords,
  otherValues,
  reasonInWords,
} from './import-words.ts'

describe('The reason why a row is wrong', () => {
  it.each([
    ['client_id: missing.', 'Client ID: missing.'],
    [
      'api_base_url: missing beside token_url. Give both or neither.',
      'API base URL: missing beside Token URL. Give both or neither.',
    ],
    ['name: longer than 120 characters.', 'Name: longer than 120 characters.'],
    [
      'Same Client ID and environment as row 3. Left out.',
      'Same Client ID and environment as row 3. Left out.',
    ],
  ])('%s is told with the words of the window', (reason, told) => {
    expect(reasonInWords(reason)).toBe(told)
  })
})

describe('Rows that are only in the file', () => {
  it.each([
    [1, true, '1 of its rows is not in the app.'],
    [3, false, '3 of their rows are not in the app.'],
  ])('%s are counted before it is deleted', (rows, oneFile, told) => {
    expect(notTakenWords(rows, oneFile)).toBe(told)
  })
})

describe('A row before it is saved', () => {
  it('says where its secrets will be sent, and what else it holds', () => {
    const cells = {
      name: 'Acme',
      client_id: 'a',
      token_url: 'https://a.example/t',
      scope: 'openid',
      tags: 'x, y',
    }
    expect(otherValues({ cells })).toBe('Token URL https://a.example/t · Scope openid · Tags x, y')
    expect(otherValues({ cells: { client_id: 'a' } })).toBe('')
  })

  it('is counted where it lacks a secret', () => {
    const row = (clientSecret: boolean, apiKey: boolean, state: 'new' | 'wrong' = 'new') => ({
      state,
      hasSecret: { clientSecret, apiKey },
    })
    const rows = [
      row(true, true),
      row(true, false),
      row(true, false),
      row(false, false),
      row(false, true, 'wrong'),
    ]
    expect(missingSecretsText(rows)).toBe('1 row has neither secret. 2 rows have no API Key.')
    expect(missingSecretsText(rows.slice(0, 1))).toBe('')
  })
})

describe('The delimiters to choose from', () => {
  it('have the one that is used, also where it is none of the usual', () => {
    expect(delimiterChoices(';').map(({ value }) => value)).toEqual([',', ';', '\t', '|', ':', '~', '^'])
    expect(delimiterChoices('§').at(-1)).toEqual({ value: '§', label: '§' })
  })
})
