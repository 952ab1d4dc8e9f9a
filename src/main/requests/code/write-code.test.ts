import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import {
  type CodeLanguage,
  codeLanguages,
  starterLanguages,
  type WantedCode,
  type WrittenCode,
} from '../../../shared/code.ts'
import type { Connection } from '../../../shared/connection.ts'
import { type BuiltRequest, emptyRequest } from '../../../shared/requests.ts'
import { aConnection } from '../../api/testing/bench.ts'
import { redactText } from '../../http/index.ts'
import { serve } from '../../http/test-server.ts'
import { codeRequest } from './code-request.ts'
import { missingRuntime, runCode } from './testing/runtimes.ts'
import { writeCode } from './write-code.ts'

/** Everything that quoting can get wrong, in one value. */
const hostile = `it's "quoted" \\ \\\\ \\n $HOME \${NOT} $(id) \`id\` %PATH% %s %% !! #{x} #(lf) {0} {{x}} @' <?php ?> */ // -- ; & | ^ ~ \ttab`
const unicode = 'ü ß 漢字 \u{1f69a} \u2028 \u2029 \u0085 \ufeff \u2018quoted\u2019 \u0001 \u007f'
const awkward = `{\r\n  "a": ${JSON.stringify(hostile)},\n\n  "b": "${unicode}"\n}\n`

const search: BuiltRequest = {
  ...emptyRequest,
  method: 'SEARCH',
  path: '/{ApplicationID}/collections/a/documents',
  values: [{ name: 'ApplicationID', value: hostile }],
  query: [
    { name: 'q', value: hostile, on: true },
    { name: 'search', value: unicode, on: true },
  ],
  headers: [{ name: 'X-Note', value: `it's "$5" \`now\` %s \\ \${x} !!`, on: true }],
  body: { kind: 'json', text: awkward, fields: [] },
}
const requests: readonly (readonly [what: string, request: BuiltRequest])[] = [
  ['a search with everything that must be quoted', search],
  ['a read with a body', { ...search, method: 'GET', path: '/x' }],
  ['a plain read', { ...emptyRequest, path: '/access' }],
  ['a deletion', { ...emptyRequest, method: 'DELETE', path: '/x' }],
  ['an empty header', { ...emptyRequest, headers: [{ name: 'X-Empty', value: '', on: true }] }],
  [
    'a form',
    {
      ...emptyRequest,
      method: 'POST',
      body: { kind: 'form', text: '', fields: [{ name: 'a', value: `b'ü${hostile}`, on: true }] },
    },
  ],
  [
    'text',
    { ...emptyRequest, method: 'PUT', body: { kind: 'text', text: `@${hostile}\n${unicode}`, fields: [] } },
  ],
]

function written(code: WantedCode, request: BuiltRequest, more: Partial<Connection> = {}): WrittenCode {
  const connection = { ...aConnection, apiBaseUrl: 'https://api.example.com', ...more }
  return writeCode(connection, request, code, redactText)
}
const alone = (language: CodeLanguage, request: BuiltRequest, origin?: string): WrittenCode =>
  written({ form: 'request', language }, request, origin === undefined ? {} : { apiBaseUrl: origin })

describe.each(codeLanguages)('a lone request in %s', language => {
  const missing = missingRuntime(language)

  it.for(requests)('sends exactly %s', { timeout: 20_000 }, async ([_what, request], { skip }) => {
    skip(missing !== null, missing ?? '')
    const seen: { method: string; url: string; headers: object; body: string }[] = []
    const origin = await serve(async (incoming, response) => {
      const { method = '', url = '', headers } = incoming
      // Whether an apostrophe of a query is percent-encoded is up to the client (RFC 3986 section 3.4).
      seen.push({ method, url: decodeURIComponent(url), headers, body: (await buffer(incoming)).toString() })
      response.end('it works')
    })
    const program = alone(language, request, origin)
    const expected = codeRequest({ ...aConnection, apiBaseUrl: origin }, request, redactText)
    const ran = await runCode(language, program, {
      WEIGHTRON_TOKEN: 'the-token',
      WEIGHTRON_API_KEY: 'the-key',
    })
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('it works') })
    const note = request.headers[0]
    const isLeftOut = request.method === 'GET' && ['javascript', 'typescript'].includes(language)
    const text = expected.body !== null && 'text' in expected.body ? expected.body.text : ''
    expect(seen).toEqual([
      {
        method: request.method,
        url: decodeURIComponent(expected.url.slice(origin.length)),
        body: isLeftOut ? '' : text,
        headers: expect.objectContaining({
          authorization: 'Bearer the-token',
          'x-api-key': 'the-key',
          ...(note === undefined ? {} : { [note.name.toLowerCase()]: note.value }),
        }),
      },
    ])
  })
})

describe('a request with a file as body', () => {
  const name = `it's "5 $x\`%41 ü.bin`
  const bytes = Uint8Array.from({ length: 1024 }, (_, at) => at % 256)
  const upload: BuiltRequest = {
    ...emptyRequest,
    method: 'POST',
    path: '/upload',
    body: { kind: 'file', text: '', fields: [], file: { fileId: randomUUID(), name, bytes: bytes.length } },
  }

  it.for(codeLanguages)('is sent by %s byte by byte', { timeout: 20_000 }, async (language, { skip }) => {
    const missing = missingRuntime(language)
    skip(missing !== null, missing ?? '')
    const seen: { type: string | undefined; body: Buffer }[] = []
    const origin = await serve(async (incoming, response) => {
      seen.push({ type: incoming.headers['content-type'], body: await buffer(incoming) })
      response.end('it works')
    })
    const program = alone(language, upload, origin)
    // Java takes no name beyond ASCII where the locale has none.
    const environment = {
      LC_ALL: 'C.UTF-8',
      WEIGHTRON_TOKEN: 'the-token',
      WEIGHTRON_API_KEY: 'the-key',
    }
    const ran = await runCode(language, program, environment, { [name]: bytes })
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('it works') })
    expect(seen).toEqual([{ type: 'application/octet-stream', body: Buffer.from(bytes) }])
  })

  it.for(starterLanguages)('makes a starter in %s, too', { timeout: 20_000 }, async (language, { skip }) => {
    const missing = missingRuntime(language)
    skip(missing !== null, missing ?? '')
    const seen: Buffer[] = []
    const origin = await serve(async (incoming, response) => {
      const body = await buffer(incoming)
      response.setHeader('content-type', 'application/json')
      if (incoming.url === '/token') {
        response.end('{"access_token":"the-token","token_type":"Bearer","expires_in":300}')
        return
      }
      seen.push(body)
      response.end('{"data":"it works"}')
    })
    const more = { apiBaseUrl: origin, tokenUrl: `${origin}/token` }
    const program = written({ form: 'starter', language }, upload, more)
    const environment = {
      WEIGHTRON_CLIENT_ID: 'the-client',
      WEIGHTRON_CLIENT_SECRET: 'the-secret',
      WEIGHTRON_API_KEY: 'the-key',
    }
    const ran = await runCode(language, program, environment, { [name]: bytes })
    expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('it works') })
    expect(seen).toEqual([Buffer.from(bytes)])
  })

  it.each([
    ['csharp', String.raw`new ByteArrayContent(await File.ReadAllBytesAsync("it's \"5 $x`],
    ['go', String.raw`os.ReadFile("it's \"5 $x`],
    ['php', String.raw`file_get_contents('it\'s "5 $x`],
    ['powershell', `-InFile 'it''s "5 $x`],
    ['powerquery', String.raw`Content = File.Contents("paste the folder here\it's ""5 $x`],
  ] as const)('is read by %s from its name alone: %s', (language, part) => {
    const { text, howToRun } = alone(language, upload)
    expect(text).toContain(part)
    expect(howToRun[0]).toContain(name)
  })
})

describe('code in any language', () => {
  const everyCode: readonly WantedCode[] = [
    ...codeLanguages.map(language => ({ form: 'request', language }) as const),
    ...starterLanguages.map(language => ({ form: 'starter', language }) as const),
  ]

  it.each(everyCode)("holds no secret, whether it was typed or is the connection's: %o", code => {
    const connection = { extraHeaders: [{ name: 'x-proxy-token', value: 't0psecret' }] }
    const typed: BuiltRequest = {
      ...emptyRequest,
      method: 'POST',
      query: [{ name: 'access_token', value: 't0psecret', on: true }],
      headers: [{ name: 'Cookie', value: 't0psecret', on: true }],
      body: { kind: 'json', text: '{"password":"t0psecret"}', fields: [] },
    }
    const { text } = written(code, typed, connection)
    expect(text).not.toContain('t0psecret')
    expect(text).toContain('X_PROXY_TOKEN')
    const basic = { ...typed, headers: [{ name: 'Authorization', value: 'Basic t0psecret', on: true }] }
    if (code.form === 'request') expect(written(code, basic, connection).text).not.toContain('t0psecret')
  })

  it.each(everyCode)('says how to run it: %o', code => {
    const { fileName, howToRun } = written(code, emptyRequest)
    expect(howToRun.every(line => line !== '')).toBe(true)
    if (!['csharp', 'powerquery'].includes(code.language)) expect(howToRun[1]).toContain(fileName)
  })

  it.each([
    ['csharp', 'new HttpMethod("SEARCH")'],
    ['csharp', '%s %% !! #{x} #(lf) {0} {{x}} @'],
    ['csharp', '""it\'s \\""quoted\\""'],
    ['csharp', '"Bearer " + Environment.GetEnvironmentVariable("WEIGHTRON_TOKEN")'],
    ['go', '" +\n\t\t"  \\"a\\": \\"it\'s \\\\\\"quoted\\\\\\"'],
    ['go', '"Bearer " + os.Getenv("WEIGHTRON_TOKEN")'],
    ['go', '\\ufeff'],
    ['php', '\'{\' . "\\r" . \'\n  "a": "it\\\'s \\\\"quoted\\\\"'],
    ['php', "'authorization: Bearer ' . getenv('WEIGHTRON_TOKEN')"],
    ['powershell', "-CustomMethod 'SEARCH'"],
    ['powershell', "'x-note' = 'it''s \"$5\" `now` %s \\ $"],
    ['powershell', '\u2018\u2018quoted\u2019\u2019'],
    ['powerquery', '#"authorization" = "Bearer " & Token'],
    ['powerquery', 'Text.ToBinary("{#(cr)#(lf)  ""a"": ""it\'s \\""quoted\\""'],
    ['powerquery', '#(#)(lf)'],
    ['powerquery', '#(0001)'],
  ] as const)('%s is written with its own quotes: %s', (language, part) => {
    expect(alone(language, search).text).toContain(part)
  })

  it('says where a language cannot send the request', () => {
    expect(alone('powerquery', { ...search, method: 'DELETE' }).text).toMatch(/^\/\/ .*GET and POST only/)
    expect(alone('javascript', { ...search, method: 'GET' }).text).toMatch(/sends no body with GET/)
  })
})
