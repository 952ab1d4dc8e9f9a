import { describe, expect, it } from 'vitest'
import { type BuiltRequest, emptyRequest } from '../../../shared/requests.ts'
import { aConnection } from '../../api/testing/bench.ts'
import { redactText } from '../../http/index.ts'
import { writeCode } from '../code/write-code.ts'
import { readCurl } from './read-curl.ts'

const base = 'https://api.example.com/v1'
const read = (command: string) => readCurl(command, base)
const row = (name: string, value: string) => ({ name, value, on: true })

describe('a curl command', () => {
  it.each<readonly [string, Partial<BuiltRequest>]>([
    ['curl https://api.example.com/v1/access', { method: 'GET', path: '/access' }],
    ["curl 'https://api.example.com/v1/a?l=5&q=a%20b'", { query: [row('l', '5'), row('q', 'a b')] }],
    ['curl -X SEARCH https://elsewhere.example/x', { method: 'SEARCH', path: 'https://elsewhere.example/x' }],
    ['curl -XDELETE elsewhere.example/x', { method: 'DELETE', path: 'https://elsewhere.example/x' }],
    ['curl -I --url=https://api.example.com/v1/x', { method: 'HEAD', path: '/x' }],
    ['$ curl https://user:t0psecret@api.example.com/v1/x', { path: '/x' }],
    [
      `curl ${base}/x \\\n  -H 'X-One: it'"'"'s' \\\n  -H "X-Two: \\"2\\"" -H 'X-Empty;' -A me -e https://r.example`,
      {
        headers: [
          row('X-One', "it's"),
          row('X-Two', '"2"'),
          row('X-Empty', ''),
          row('User-Agent', 'me'),
          row('Referer', 'https://r.example'),
        ],
      },
    ],
    [
      `curl ${base}/x -H 'content-type: application/json' --data-raw $'{"a":"\\u00fc\\n\\'"}'`,
      { method: 'POST', headers: [], body: { kind: 'json', text: '{"a":"ü\n\'"}', fields: [] } },
    ],
    [
      `curl ${base}/x --json '{"a":1}' -X PUT`,
      { method: 'PUT', body: { kind: 'json', text: '{"a":1}', fields: [] } },
    ],
    [
      `curl ${base}/x -d a=1 --data-urlencode 'b=x & y' -d c`,
      {
        method: 'POST',
        body: { kind: 'form', text: '', fields: [row('a', '1'), row('b', 'x & y'), row('c', '')] },
      },
    ],
    [
      `curl -G ${base}/x?z=0 -d a=1 --data-urlencode 'b=x & y'`,
      { method: 'GET', query: [row('z', '0'), row('a', '1'), row('b', 'x & y')] },
    ],
    [
      `curl ${base}/x -H 'Content-Type: text/csv' --data-binary 'a,b'`,
      { headers: [row('Content-Type', 'text/csv')], body: { kind: 'text', text: 'a,b', fields: [] } },
    ],
    [
      `curl.exe "${base}/x" ^\r\n  -H "X-One: 1" ^\r\n  --data-raw "{^\\"a^\\":1}"`,
      { headers: [row('X-One', '1')], body: { kind: 'json', text: '{"a":1}', fields: [] } },
    ],
    [`curl -sSLk ${base}/x --compressed`, { path: '/x' }],
  ])('%s', (command, expected) => {
    expect(read(command).request).toMatchObject(expected)
  })

  it('never brings credentials in, and says so', () => {
    const { request, notes } = read(
      `curl ${base}/x -H 'Authorization: Bearer t0psecret' -H 'x-api-key: t0psecret' -u me:t0psecret -b 'a=t0psecret'`,
    )
    expect(JSON.stringify(request)).not.toContain('t0psecret')
    expect(request.authorization).toBe(true)
    expect(notes).toEqual([
      expect.stringContaining('authorization was left out'),
      'Its cookies were left out.',
    ])
  })

  it('names what it does not know', () => {
    const { request, notes } = read(`curl -k --max-time 5 -Z --retry 3 -F a=1 -F 'f=@x.png' ${base}/x`)
    expect(request).toMatchObject({ path: '/x', body: { kind: 'form', fields: [row('a', '1')] } })
    expect(notes.join(' ')).toMatch(/multipart.*certificates are always checked.*--max-time, -Z, --retry/)
    expect(read(`curl ${base}/x -d @body.json`).notes.join()).toContain('choose the file')
  })

  it('is refused where it is none, or has no address', () => {
    expect(() => read('wget x')).toThrow('no curl command')
    expect(() => read('curl -v')).toThrow('no address')
  })

  it('that the app wrote is read as the same request', () => {
    const request: BuiltRequest = {
      ...emptyRequest,
      method: 'SEARCH',
      path: '/a/documents',
      query: [row('q', `it's "x" & $HOME`)],
      headers: [row('x-note', '`now` $5')],
      body: { kind: 'json', text: `{\n  "a": "it's \\"$x\\""\n}`, fields: [] },
    }
    const connection = { ...aConnection, apiBaseUrl: base }
    const { text } = writeCode(connection, request, { form: 'request', language: 'curl' }, redactText)
    expect(read(text).request).toEqual({
      ...request,
      headers: [row('accept', 'application/json'), row('x-note', '`now` $5')],
    })
  })
})
