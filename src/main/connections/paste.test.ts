import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weightronCloud } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { parsePaste } from './paste.ts'

const secret = 'S3cr3t/+=~value'
const apiKey = 'K3y-0123456789'
const everything = {
  fields: {
    clientId: 'client-1',
    tokenUrl: 'https://auth.example.com/token',
    apiBaseUrl: 'https://api.example.com',
    scope: 'openid offline_access',
    environment: 'custom',
  },
  secrets: { clientSecret: secret, apiKey },
}

describe('.env text', () => {
  it('is understood with any prefix, quotes, export, comments, Windows line ends and a byte order mark', () => {
    const text = [
      '\uFEFF# from your reseller',
      'export ACME_CLIENT_ID=client-1 # theirs',
      `ACME_CLIENT_SECRET="${secret}"`,
      `X_API_KEY='${apiKey}'`,
      'TOKEN_URL = https://auth.example.com/token',
      'WEIGHTRON_API_BASE_URL=https://api.example.com',
      'SCOPE="openid offline_access"',
      '',
    ].join('\r\n')
    expect(parsePaste(text)).toEqual({ source: 'env', ...everything, notes: [] })
  })

  it('can be the lines of a message', () => {
    const text = `Hello,\nClient ID: client-1\nClient Secret: ${secret}\nAPI Key: ${apiKey}`
    expect(parsePaste(text)).toMatchObject({
      fields: { clientId: 'client-1' },
      secrets: everything.secrets,
      notes: ['Line 1 was not used.'],
    })
  })

  it('keeps a number sign and an equals sign that belong to a value', () => {
    expect(parsePaste('API_KEY=a#b==').secrets).toEqual({ apiKey: 'a#b==' })
  })

  it('leaves out placeholders, and addresses that the form would refuse', () => {
    const { fields, secrets, notes } = parsePaste(
      [
        'CLIENT_ID=me',
        'CLIENT_SECRET={{secret}}',
        'API_KEY=<your key>',
        'TOKEN_URL=http://example.com/t?s=1',
      ].join('\n'),
    )
    expect(fields).toEqual({ clientId: 'me' })
    expect(secrets).toEqual({})
    expect(notes).toEqual([
      'The Client Secret is a placeholder and was left out.',
      'The API Key is a placeholder and was left out.',
      'The Token URL was left out. Use https. Plain http is allowed for this machine only.',
    ])
  })
})

describe('a curl command', () => {
  const { apiBaseUrl: _, ...tokenFields } = everything.fields
  const body = {
    source: 'curl',
    fields: { ...tokenFields, clientAuthentication: 'body' },
    secrets: { clientSecret: secret },
  }
  const encoded = encodeURIComponent(secret)

  it.each([
    [
      'with a form body over several lines',
      `curl -X POST https://auth.example.com/token \\\n  -H 'Content-Type: application/x-www-form-urlencoded' \\\n  -d 'grant_type=client_credentials&client_id=client-1&client_secret=${encoded}' -d "scope=openid%20offline_access"`,
    ],
    [
      'with --data-urlencode',
      `$ curl --request POST --url https://auth.example.com/token --data-urlencode grant_type=client_credentials --data-urlencode 'client_id=client-1' --data-urlencode 'client_secret=${secret}' --data-urlencode 'scope=openid offline_access'`,
    ],
    [
      'of the Windows command line',
      `curl.exe -X POST ^"https://auth.example.com/token^" ^\r\n -d ^"grant_type=client_credentials^&client_id=client-1^&client_secret=${encoded}^&scope=openid+offline_access^"`,
    ],
    [
      'with a JSON body',
      `curl https://auth.example.com/token -d '{"grant_type":"client_credentials","client_id":"client-1","client_secret":"${secret}","scope":"openid offline_access"}'`,
    ],
  ])('%s is understood', (_name, text) => {
    expect(parsePaste(text)).toMatchObject(body)
  })

  it.each([
    ['-u', `-u 'client-1:${secret}'`],
    ['attached -u', `-u'client-1:${encoded}'`],
    ['a Basic header', `-H "Authorization: Basic ${btoa(`client-1:${secret}`)}"`],
  ])('with %s means client authentication basic', (_name, option) => {
    const paste = parsePaste(
      `curl -o out.json ${option} -d grant_type=client_credentials https://auth.example.com/token`,
    )
    expect(paste).toMatchObject({
      fields: {
        clientId: 'client-1',
        clientAuthentication: 'basic',
        tokenUrl: 'https://auth.example.com/token',
      },
      secrets: { clientSecret: secret },
    })
  })

  it('that calls the API gives the host and the API key, and uses no token', () => {
    const paste = parsePaste(
      `curl 'https://api.example.com/access?x=1' -H 'x-api-key: ${apiKey}' -H 'Authorization: Bearer abc'`,
    )
    expect(paste).toMatchObject({
      fields: { apiBaseUrl: 'https://api.example.com', environment: 'custom' },
      secrets: { apiKey },
    })
    expect(paste.notes.join(' ')).toMatch(/check the API base URL.*no Token URL/)
  })
})

describe('a Postman environment', () => {
  it('fills in what is switched on', () => {
    const environment = {
      name: 'Acme',
      values: [
        { key: 'clientId', value: 'client-1', enabled: true },
        { key: 'client_secret', value: secret, type: 'secret' },
        { key: 'API_KEY', value: 'old', enabled: false },
        { key: 'x-api-key', value: apiKey },
        { key: 'somethingElse', value: 'x' },
      ],
    }
    expect(parsePaste(JSON.stringify(environment))).toEqual({
      source: 'postman',
      fields: { name: 'Acme', clientId: 'client-1' },
      secrets: { clientSecret: secret, apiKey },
      notes: ['1 entry was switched off in Postman.', '1 entry was not used.'],
    })
  })
})

describe('a JSON object', () => {
  it('is understood in camelCase and snake_case, one level down as well, with scopes as a list', () => {
    const object = {
      clientId: 'client-1',
      client_secret: secret,
      api: { apiKey, baseUrl: 'https://api.example.com' },
      auth: { token_endpoint: 'https://auth.example.com/token', scopes: ['openid', 'offline_access'] },
    }
    expect(parsePaste(JSON.stringify(object))).toEqual({ source: 'json', ...everything, notes: [] })
  })
})

describe('the environment', () => {
  it('is Weightron.Cloud when the addresses are those of the live service', () => {
    const { tokenUrl, apiBaseUrl } = weightronCloud
    const paste = parsePaste(`TOKEN_URL=${tokenUrl}\nAPI_BASE_URL=${apiBaseUrl}/`)
    expect(paste.fields).toEqual({ environment: 'weightron', ...weightronCloud })
  })

  it('stays open when there is no address', () => {
    expect(parsePaste('CLIENT_ID=me').fields).toEqual({ clientId: 'me' })
  })
})

describe('anything else', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'See you on Monday.'],
    ['a web address', 'https://example.com/a?b=c'],
    ['JSON of something else', '{"a":1}'],
    ['broken JSON', '{"client_id": "me"'],
    ['a very long text', 'CLIENT_ID=me\n'.repeat(10_000)],
  ])('(%s) is refused with what can be pasted', (_name, text) => {
    expect(() => parsePaste(text)).toThrow(
      expect.objectContaining({ code: 'invalid_input', hint: expect.stringContaining('.env') }),
    )
  })

  it('never fails in another way, and never repeats a secret', () => {
    const marker = 'CANARY-9f8e7d'
    const piece = fc.oneof(
      fc.constantFrom(
        'curl ',
        '-u ',
        '-d ',
        '-H ',
        "'",
        '"',
        '\\\n',
        '^\r\n',
        '{',
        '}',
        '[',
        ':',
        '=',
        '&',
        '%',
        '\n',
      ),
      fc.constantFrom(
        'CLIENT_ID',
        'client_secret',
        'x-api-key: ',
        'API_KEY',
        'https://auth.example.com/token',
        'Basic ',
      ),
      fc.constantFrom(
        '"values":[',
        '{"key":"',
        '","value":"',
        '__proto__',
        "$'",
        '${',
        '{{',
        '\uFEFF',
        ' # ',
      ),
      fc.constant(marker),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')),
      fc.json().map(json => json.replaceAll('"', `"${marker}`)),
      fc.string({ unit: 'binary', maxLength: 200 }),
    )
    fc.assert(
      fc.property(text, input => {
        try {
          expect(parsePaste(input).notes.join('\n')).not.toContain(marker)
        } catch (error) {
          if (!(error instanceof ExplorerError)) throw error
          expect(error.code).toBe('invalid_input')
          expect(JSON.stringify(error.toData())).not.toContain(marker)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('that cannot be used is refused with the reason', () => {
    expect(() => parsePaste('API_KEY=<your key>')).toThrow(/API Key is a placeholder/)
    expect(() => parsePaste('TOKEN_URL=http://example.com')).toThrow(/Use https/)
  })

  it('takes no longer for input made to be slow', () => {
    const start = performance.now()
    for (const text of [
      `curl ${'"\\'.repeat(45_000)}`,
      `A${' '.repeat(99_000)}B`,
      '['.repeat(99_000),
      `curl ${"$'".repeat(45_000)}`,
    ]) {
      expect(() => parsePaste(text)).toThrow(ExplorerError)
    }
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
