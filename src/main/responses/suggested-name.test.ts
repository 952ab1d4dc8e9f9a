import { describe, expect, it } from 'vitest'
import { suggestedName } from './suggested-name.ts'

describe('the suggested name of a file', () => {
  it.each([
    ['https://api.example/v1/apps/documents', 'application/json; charset=utf-8', 'json', 'documents.json'],
    ['https://api.example/report.final.pdf?x=1', 'application/pdf', 'binary', 'report.final.pdf'],
    ['https://api.example/photo', 'image/jpeg', 'binary', 'photo.jpg'],
    ['https://api.example/data.xml', '', 'text', 'data.xml'],
    ['https://api.example/list', 'text/plain', 'json', 'list.json'],
    ['https://api.example/', 'application/octet-stream', 'binary', 'response.bin'],
    ['https://api.example/a%20b', 'text/csv', 'text', 'a b.csv'],
    ['https://api.example/%E0%A4', 'application/vnd.api+json', 'json', '%E0%A4.json'],
    ['not a url', 'application/x-ndjson', 'json', 'response.ndjson'],
  ])('of %s as %s is %s: %s', (url, type, kind, expected) => {
    const { name, extension } = suggestedName(url, type, kind)
    expect(`${name}.${extension}`).toBe(expected)
  })
})
