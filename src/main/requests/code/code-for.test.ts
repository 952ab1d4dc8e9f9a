import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  type BuiltRequest,
  type CodeLanguage,
  codeLanguages,
  emptyRequest,
} from '../../../shared/requests.ts'
import { aConnection } from '../../api/testing/bench.ts'
import { redactText } from '../../http/index.ts'
import { serve } from '../../http/test-server.ts'
import { codeFor } from './code-for.ts'
import { codeRequest } from './code-request.ts'

const run = promisify(execFile)

/** A body and headers with everything that quoting can get wrong. */
const awkward = `{\n  "it's": "a \\"quoted\\" \${NOT} $HOME \`tick\` #(lf) ü \\\\ end",\n\t"tab": 1\n}`
const search: BuiltRequest = {
  ...emptyRequest,
  method: 'SEARCH',
  path: '/{ApplicationID}/collections/a/documents',
  values: [{ name: 'ApplicationID', value: "it's [1] & more" }],
  query: [{ name: 'q', value: 'a b&c$d', on: true }],
  headers: [{ name: 'X-Note', value: 'it\'s $5 `now` "here"', on: true }],
  body: { kind: 'json', text: awkward, fields: [] },
}

function code(language: CodeLanguage, request: BuiltRequest, origin = 'https://api.example.com'): string {
  return codeFor(language, codeRequest({ ...aConnection, apiBaseUrl: origin }, request, redactText))
}

const has = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    // Not on this machine: the test below is skipped, and says so.
    return false
  }
}

/** How to run what was written; a language without its runtime here is compared as text alone. */
const runners: Partial<
  Record<CodeLanguage, { command: string; args: (file: string) => string[]; extension: string }>
> = {
  curl: { command: 'sh', args: file => [file], extension: 'sh' },
  javascript: { command: process.execPath, args: file => [file], extension: 'mjs' },
  python: { command: 'python3', args: file => [file], extension: 'py' },
  powershell: { command: 'pwsh', args: file => ['-NoProfile', '-File', file], extension: 'ps1' },
}
const runs: Partial<Record<CodeLanguage, boolean>> = {
  curl: has('curl', '--version'),
  javascript: true,
  python: has('python3', '-c', 'import requests'),
  powershell: has('pwsh', '-Version'),
}

describe.each(['curl', 'javascript', 'python', 'powershell'] as const)('code in %s', language => {
  it.skipIf(runs[language] !== true).each([
    ['a search with a body', search],
    ['a plain read', { ...emptyRequest, path: '/access' }],
    ['a deletion', { ...emptyRequest, method: 'DELETE', path: '/x' }],
    [
      'a form',
      {
        ...emptyRequest,
        method: 'POST',
        body: { kind: 'form' as const, text: '', fields: [{ name: 'a', value: "b'ü", on: true }] },
      },
    ],
  ])('makes exactly %s', async (_what, request) => {
    const seen: { method: string | undefined; url: string | undefined; headers: object; body: string }[] = []
    const origin = await serve(async (incoming, response) => {
      const { method, url, headers } = incoming
      seen.push({ method, url, headers, body: await text(incoming) })
      response.end('it works')
    })
    const runner = runners[language]
    if (runner === undefined) throw new Error(`nothing runs ${language}`)
    const folder = await mkdtemp(join(tmpdir(), 'code-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const file = join(folder, `request.${runner.extension}`)
    await writeFile(file, code(language, request, origin))
    const { stdout } = await run(runner.command, runner.args(file), {
      env: { ...process.env, WEIGHTRON_TOKEN: 'the-token', WEIGHTRON_API_KEY: 'the-key' },
    })
    expect(stdout).toContain('it works')
    const expected = codeRequest({ ...aConnection, apiBaseUrl: origin }, request, redactText)
    const note = request.headers[0]?.value
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      method: request.method,
      url: expected.url.slice(origin.length),
      body: expected.body ?? '',
      headers: {
        authorization: 'Bearer the-token',
        'x-api-key': 'the-key',
        ...(note === undefined ? {} : { 'x-note': note }),
      },
    })
  })
})

describe('code in any language', () => {
  it.each(codeLanguages)("%s holds no secret, whether it was typed or is the connection's", language => {
    const connection = { ...aConnection, extraHeaders: [{ name: 'x-proxy-token', value: 't0psecret' }] }
    const request: BuiltRequest = {
      ...emptyRequest,
      method: 'POST',
      query: [{ name: 'access_token', value: 't0psecret', on: true }],
      headers: [
        { name: 'Cookie', value: 't0psecret', on: true },
        { name: 'Authorization', value: 'Basic t0psecret', on: true },
      ],
      body: { kind: 'json', text: '{"password":"t0psecret"}', fields: [] },
    }
    const written = codeFor(language, codeRequest(connection, request, redactText))
    expect(written).not.toContain('t0psecret')
    expect(written).toContain('X_PROXY_TOKEN')
  })

  it.each([
    ['csharp', 'new HttpMethod("SEARCH")'],
    ['csharp', 'GetBytes(@"{\n  ""it\'s"": ""a \\""quoted\\""'],
    ['csharp', '"Bearer " + Environment.GetEnvironmentVariable("WEIGHTRON_TOKEN")'],
    ['powershell', "-CustomMethod 'SEARCH'"],
    ['powershell', "'x-note' = 'it''s $5 `now` \"here\"'"],
    ['powerquery', '/documents/query?q=a%20b%26c$d"'],
    ['powerquery', '#"authorization" = "Bearer " & Token'],
    ['powerquery', 'Text.ToBinary("{#(lf)  ""it\'s"": ""a \\""quoted\\"" '],
    ['powerquery', '$HOME `tick` #(#)(lf) ü'],
  ] as const)('%s is written with its own quotes: %s', (language, part) => {
    expect(code(language, search)).toContain(part)
  })

  it('says where a language cannot send the request', () => {
    expect(code('powerquery', { ...search, method: 'DELETE' })).toMatch(/^\/\/ .*GET and POST only/)
    expect(code('javascript', { ...search, method: 'GET' })).toMatch(/sends no body with GET/)
  })
})
